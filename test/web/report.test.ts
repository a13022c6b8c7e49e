import { expect, test } from 'vitest';
import { flagPlaces } from '../../web/charts/draw.ts';
import { escaped, html } from '../../web/panels/report/markup.ts';
import { reportOf } from '../../web/panels/report/report.ts';
import { formatterFor, objectiveLines } from '../../web/words/objectives.ts';
import { factsOf, scenarioWith } from './support/facts.ts';

const HOSTILE = `</title><script>alert(1)</script><img src=x onerror="alert('2')">&amp;\u0000\uD800`;

/** The same with no character left that a tag, an attribute or an entity could begin or end with. */
const HARMLESS = /&lt;\/title&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;/;

const scenario = scenarioWith([HOSTILE, 'Cluster'], {
  name: HOSTILE,
  run: { durationS: 7200, warmupS: 600 },
  facility: { pue: 1.6, pricePerKWh: 0.2, currency: 'EUR' },
  incidents: [{ id: 'storm', kind: 'spike', name: HOSTILE, atS: 1800, stream: 'spam', factor: 8, holdS: 600 }],
  objectives: [
    { id: 'met', name: 'Kept by all', metric: '/streams/ham/deliveryS/p95', atMost: 60 },
    { id: 'missed', name: HOSTILE, metric: '/energy/meanW', atMost: 0.5 },
  ],
});
const plainFacts = factsOf(scenario, [
  { meanW: 1000, p95: 5, met: [true, false] },
  { meanW: 590, p95: 5.7, met: [true, true] },
]);
const [boxes, cluster] = plainFacts.designs;
if (boxes === undefined || cluster === undefined) throw new Error('missing design');
Object.assign(boxes.result, {
  incidents: [
    {
      id: 'storm',
      kind: 'spike',
      atS: 1800,
      detectedS: null,
      restoredS: 600,
      drainedS: 900,
      deferred: 12,
      lost: 0,
      longestDelayS: 42,
      energyKWh: 1.5,
    },
  ],
  findings: [{ rule: 'r', severity: 'high', where: HOSTILE, why: 'Zones share a host', source: 's' }],
});

const source = {
  facts: plainFacts,
  base: boxes,
  seed: HOSTILE,
  engine: '0.1.0',
  digest: 'ab12',
  preset: HOSTILE,
  link: `https://example.org/mailwatt/#1.x"><script>alert(3)</script>`,
  charts: [{ title: HOSTILE, svg: '<svg><title>Power draw</title></svg>' }],
};

test('every text is escaped, and what no document may hold is replaced', () => {
  expect(escaped(`<a href="x" id='y'>&</a>`)).toBe('&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;&lt;/a&gt;');
  expect(escaped('a\tb\nc\u0000\u001B\uD800\uFFFF😀')).toBe('a\tb\nc\uFFFD\uFFFD\uFFFD\uFFFD😀');
  expect(html`<p>${'<b>'}${html`<i>${'&'}</i>`}${[html`<u>${'"'}</u>`]}</p>`.markup).toBe(
    '<p>&lt;b&gt;<i>&amp;</i><u>&quot;</u></p>',
  );
});

test('hostile names stay text wherever they stand in a report', () => {
  const report = reportOf(source);
  expect(report.match(HARMLESS)).not.toBeNull();
  expect(report).not.toMatch(/<script|<img|alert\('2|javascript:/i);
  expect(report).not.toContain('\u0000');
  const tags = new Set([...report.matchAll(/<\/?([a-z0-9!]+)/gi)].map(([, tag]) => tag));
  expect([...tags].sort((a = '', b = '') => a.localeCompare(b)).join(' ')).toBe(
    '!doctype a body code dd div dl dt figcaption figure footer h1 h2 h3 head header html li main meta p span strong style svg table tbody td th thead title tr ul',
  );
  expect(report.match(/<title>/g)).toHaveLength(2);
  expect(report).toContain(`href="https://example.org/mailwatt/#1.x&quot;&gt;&lt;script&gt;`);
  expect(report).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
});

test('a report says what failed first, then figures with differences, incidents, findings and what it all stands on', () => {
  const report = reportOf({ ...source, base: cluster });
  const text = report.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  expect(text.indexOf('at most 0.5 W')).toBeLessThan(text.indexOf('Kept by all'));
  expect(text).toMatch(/at most 60 s Pass 1 s Pass 1 s/);
  expect(text).toMatch(/used 69% more energy than Cluster \(10 kWh against 5\.9 kWh\)/);
  expect(text).toContain('Power, mean 590 W 1,000 W +410 W (+69%) worse');
  expect(text).toContain('12 tries were turned away');
  expect(text).toContain('high &lt;/title&gt;');
  expect(text).toContain('PUE 1.6 Price of energy €0.2 per kWh Rent none stated Carbon none stated');
  expect(text).toContain('Warm-up 10 min, simulated but not measured');
  expect(text).toContain('Digest of the result: ab12');
  expect(text).toContain('Power draw');
});

test('a report of one design has no baseline, and says where there is no link and no preset', () => {
  const alone = factsOf(scenarioWith(['Boxes']), [{}]);
  const [base] = alone.designs;
  if (base === undefined) throw new Error('missing design');
  const report = reportOf({ ...source, facts: alone, base, link: undefined, preset: null, charts: [] });
  expect(report).not.toContain('baseline');
  expect(report).toContain('There is no link to this run');
  expect(report).toContain('none: the scenario stands alone');
  expect(report).toContain('The scenario sets no objectives.');
});

test('numbers of incidents stand beside each other where their times are near, and above their lines where there is no room', () => {
  expect(flagPlaces([100, 100, 108, 300], 392)).toEqual([100, 117, 134, 300]);
  expect(flagPlaces([390, 398], 392)).toEqual([375, 392]);
  expect(flagPlaces([1, 1, 1], 40)).toEqual([1, 1, 1]);
});

test('objectives have their limit and value in words, design by design', () => {
  const [met, missed] = objectiveLines(plainFacts);
  expect([met?.name, met?.limit]).toEqual(['Kept by all', 'at most 60 s']);
  expect(met?.verdicts.map(({ value, result }) => [value, result.met])).toEqual([
    ['1 s', true],
    ['1 s', true],
  ]);
  expect(formatterFor('/availability/inbound', 'USD')(0.999)).toBe('99.9%');
  expect(missed?.verdicts.map(({ value, index, result }) => [value, index, result.met])).toEqual([
    ['1 W', 0, false],
    ['1 W', 1, true],
  ]);
});
