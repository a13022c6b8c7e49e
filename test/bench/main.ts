import { run as engine } from './engine.ts';
import { run as kernel } from './kernel.ts';
import { run as paint } from './paint.ts';

/** The benches by name: all of them, or those named on the command line. Figures are printed, never asserted: machines differ. */
const BENCHES = { engine, kernel, paint } as const;

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  process.stderr.write(`unknown bench: ${unknown.join(', ')} (known: ${Object.keys(BENCHES).join(', ')})\n`);
  process.exitCode = 2;
} else {
  for (const [name, run] of Object.entries(BENCHES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stdout.write(`\n${name}\n`);
    await run();
  }
}
