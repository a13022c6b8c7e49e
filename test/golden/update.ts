// Writes the kept results of every case anew: node --import tsx test/golden/update.ts
// If results changed because the model did, CHANGELOG.md gives old and new numbers.

import { existsSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { CASES } from './cases.ts';
import { differences, fileOf, keptResults, resultsOf } from './results.ts';

for (const golden of CASES) {
  const file = fileOf(golden);
  const found = resultsOf(golden);
  const changed = existsSync(file) ? differences(keptResults(golden), found) : ['new'];
  if (changed.length > 0) writeFileSync(file, await format(JSON.stringify(found), { parser: 'json', printWidth: 120 }));
  process.stdout.write(`${golden.name}: ${changed.length === 0 ? 'unchanged' : `${changed.length} changes`}\n`);
  for (const line of changed.slice(0, 20)) process.stdout.write(`  ${line}\n`);
}
