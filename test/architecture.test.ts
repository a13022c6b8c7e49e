import { describe, expect, test } from 'vitest';
import { version as packageVersion } from '../package.json';
import { ENGINE_VERSION } from '../sim/measure/result.ts';
import { complaintsAboutExactness, complaintsAboutImports, findCycles } from './support/rules.ts';
import { importsOf, readSources, strip } from './support/source.ts';

const sources = readSources('sim', 'web');

describe('the project', () => {
  test('keeps to its floors', () => {
    expect(sources.flatMap(complaintsAboutImports)).toEqual([]);
  });

  test('has no import cycles', () => {
    expect(findCycles([...sources, ...readSources('test')])).toEqual([]);
  });

  test('writes the version of package.json into results', () => {
    expect(ENGINE_VERSION).toBe(packageVersion);
  });

  test('computes in the engine only with what is exact in every JavaScript engine', () => {
    expect(sources.flatMap(complaintsAboutExactness)).toEqual([]);
  });
});

describe('the rule about imports', () => {
  const about = (path: string, text: string) => complaintsAboutImports({ path, text });

  test.each([
    ['sim/model/a.ts', "import { push } from '../kernel/heap.ts';"],
    ['sim/model/a.ts', "import { b } from './b.ts';"],
    ['sim/kernel/streams.ts', "import seedrandom from 'seedrandom';"],
    ['sim/scenario/a.ts', "import { z } from 'zod';"],
    ['sim/cli/main.ts', "import { readFileSync } from 'node:fs';\nimport { build } from '../simulation.ts';"],
    ['web/main.tsx', "import { render } from 'preact';\nimport { axisBottom } from 'd3';"],
    ['web/panels/a.tsx', "import { parse } from '../../sim/scenario/parse.ts';"],
    ['web/charts/a.ts', "import { metrics } from '../../sim/measure/metrics.ts';"],
    ['web/panels/a.tsx', "import type { Result } from '../../sim/measure/result.ts';"],
    ['web/main.tsx', "import './style.css';\nimport { a } from './panels/a.tsx';"],
    ['web/charts/a.ts', "import { cursor } from '../state/view.ts';"],
    ['web/engine/sim.worker.ts', "import { build } from '../../sim/simulation.ts';"],
    ['web/engine/client.ts', "import type { Frame } from '../../sim/simulation.ts';"],
    ['web/engine/client.ts', "import { type Frame, type Summary } from '../../sim/simulation.ts';"],
    ['sim/model/a.ts', "// import { a } from '../cli/a.ts';\nconst text = \"import a from 'b'\";"],
  ])('lets %s say %s', (path, text) => {
    expect(about(path, text)).toEqual([]);
  });

  test.each([
    ['sim/kernel/a.ts', "import { a } from '../columns/a.ts';", 'reaches up'],
    ['sim/kernel/a.ts', "import type { A } from '../columns/a.ts';", 'reaches up'],
    ['sim/measure/a.ts', "export { a } from '../study/a.ts';", 'reaches up'],
    ['sim/study/a.ts', "const a = await import('../simulation.ts');", 'reaches up'],
    ['sim/other/a.ts', '', 'no floor'],
    ['sim/model/a.ts', "import { readFileSync } from 'node:fs';", 'may not import'],
    ['sim/model/a.ts', "import seedrandom from 'seedrandom';", 'may not import'],
    ['sim/model/a.ts', "import { mean } from 'd3';", 'may not import'],
    ['sim/model/a.ts', "import { a } from '../../web/a.ts';", 'reaches out'],
    ['sim/model/a.ts', "import { a } from './a';", 'extension'],
    ['web/panels/a.tsx', "import { a } from '../../sim/model/a.ts';", 'may not know'],
    ['web/panels/a.tsx', "import { summarize } from '../../sim/measure/summary.ts';", 'may not know'],
    ['web/panels/a.tsx', "import type { A } from '../../sim/simulation.ts';", 'may not know'],
    ['web/engine/client.ts', "import { build } from '../../sim/simulation.ts';", 'may not know'],
    ['web/engine/client.ts', "import { type Frame, build } from '../../sim/simulation.ts';", 'may not know'],
    ['web/engine/client.ts', "import { a } from '../panels/a.tsx';", 'reaches up'],
    ['web/charts/a.ts', "import { a } from '../panels/a.tsx';", 'reaches up'],
    ['web/state/a.ts', "import { a } from '../main.tsx';", 'reaches up'],
    ['web/charts/a.ts', "import * as d3 from 'd3';", 'all of d3'],
  ])('catches %s saying %s', (path, text, what) => {
    expect(about(path, text).join('\n')).toContain(what);
  });

  test('sees cycles through re-exports and types', () => {
    const cycles = findCycles([
      { path: 'sim/a.ts', text: "export { b } from './b.ts';" },
      { path: 'sim/b.ts', text: "import type { C } from './c.ts';" },
      { path: 'sim/c.ts', text: "import { a } from './a.ts';" },
    ]);
    expect(cycles).toEqual(['sim/a.ts -> sim/b.ts -> sim/c.ts -> sim/a.ts']);
  });
});

describe('the rule about exactness', () => {
  const about = (text: string, path = 'sim/model/a.ts') => complaintsAboutExactness({ path, text });

  test.each([
    'const a = Math.sqrt(x) + Math.floor(y) / Math.PI;',
    'const a = 2 ** 32 + 10 ** 15 + 2 ** -53;',
    '/** Like Math.exp, but exact; console. */',
    "const a = 'Math.exp(1) ** Date';",
    'const bare = { Date: 1, startDate: 2, process: 3 };',
    'stage.process(1);',
    'const a = x / 2; const b = y / 3; // x ** y',
  ])('lets the engine say %s', (text) => {
    expect(about(text)).toEqual([]);
  });

  test.each([
    'Math.exp(1)',
    'Math . log(1)',
    "Math['exp'](1)",
    'const { exp } = Math;',
    'Math.hypot(1, 2)',
    'Math.random()',
    'x ** 2',
    'x **= 2',
    '2 ** x',
    '2 ** 0.5',
    '1.2 ** 2',
    '10 ** 16',
    '(a + 2) ** 2',
    'new Date()',
    'Date.now()',
    'performance.now()',
    'console.log(1)',
    '`${Math.exp(1)}`',
    'a.localeCompare(b)',
    'a.toLocaleString()',
  ])('catches the engine saying %s', (text) => {
    expect(about(text)).toHaveLength(1);
    expect(about(text, 'sim/cli/a.ts')).toEqual([]);
    expect(about(text, 'web/a.ts')).toEqual([]);
  });
});

describe('reading a source', () => {
  test('blanks comments and strings, and keeps code inside templates', () => {
    expect(strip("a('x') // y")).toBe("a(' ')     ");
    expect(strip('`a${ { b: `c${d}e` } }f` + g')).toBe('` ${ { b: ` ${d} ` } } ` + g');
    expect(strip("x.replace(/'/g, b)")).toBe('x.replace(/ /g, b)');
    expect(strip('a / b / c')).toBe('a / b / c');
    expect(strip("/* it's */ a")).toBe('a'.padStart("/* it's */ a".length));
  });

  test('keeps the line numbers', () => {
    const text = 'a /* b\nc */ `d\ne` // f\ng';
    expect(strip(text).split('\n')).toHaveLength(text.split('\n').length);
  });

  test('finds every form of import', () => {
    const text = `
      import a, { b } from './1.ts';
      import './2.css';
      import type { C } from './3.ts';
      import {
        d,
        type E,
      } from "./4.ts";
      export * from './5.ts';
      export type { F } from './6.ts';
      const g = () => import('./7.ts');
      export const h = 'from';
    `;
    expect(importsOf(text).map(({ specifier, typeOnly }) => `${specifier}${typeOnly ? ' types' : ''}`)).toEqual([
      './1.ts',
      './2.css',
      './3.ts types',
      './4.ts',
      './5.ts',
      './6.ts types',
      './7.ts',
    ]);
  });
});
