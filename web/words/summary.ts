import type { Design, Scenario, Stream } from './scenarioTypes.ts';
import { duration, longDate, startOf, timeOfDay } from './clock.ts';
import { count, countOf, percent, roughly } from './numbers.ts';

/** What is compared, in sentences; parts in `strong` are to be set so. */
export type Phrase = string | { readonly strong: string; readonly design: number };

/** What one scenario compares, in one sentence. */
export function comparison(scenario: Scenario): Phrase[] {
  const { run, mailboxes } = scenario;
  const start = startOf(run.startsAt);
  const designs = Object.entries(scenario.designs);
  const whose = countsMailboxes(scenario) ? ` of ${countOf(mailboxes, 'mailbox', 'mailboxes')}` : '';
  const when = `${duration(run.durationS)} from ${longDate(start)}, ${timeOfDay(start)},`;
  const several = designs.length > 1;
  const phrases: Phrase[] = [
    `The ${several ? 'same ' : ''}mail${whose}, ${when} through ${several ? (NUMBERS[designs.length] ?? count(designs.length)) : 'one'} design${several ? 's' : ''}: `,
  ];
  designs.forEach(([id, design], i) => {
    if (i > 0) phrases.push(i === designs.length - 1 ? ' and ' : ', ');
    phrases.push({ strong: design.name ?? id, design: i }, ` (${hardware(design)})`);
  });
  phrases.push('.');
  return phrases;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

/** Whether anything in the scenario follows the number of mailboxes. */
function countsMailboxes({ streams, tiers }: Scenario): boolean {
  return (
    Object.values(tiers).some(({ background }) => background !== null) ||
    Object.values(streams).some(
      ({ arrivals }) => 'perMailboxPerDay' in arrivals && arrivals.perMailboxPerDay !== undefined,
    )
  );
}

/** How much mail that is, where the rates are given directly: `About 2.1 million connections a day, 84% of them spam.` */
export function volume(scenario: Scenario): string {
  const streams = Object.values(scenario.streams);
  const rates = streams.map((stream) => perDay(stream, scenario.mailboxes));
  const all = rates.reduce((sum, rate) => sum + rate, 0);
  if (!(all > 0)) return '';
  const inbound = streams.reduce((sum, { direction }, i) => sum + (direction === 'inbound' ? (rates[i] ?? 0) : 0), 0);
  const spam = streams.reduce(
    (sum, stream, i) => sum + (stream.direction === 'inbound' && stream.class === 'spam' ? (rates[i] ?? 0) : 0),
    0,
  );
  const share = inbound > 0 && spam > 0 ? `; ${percent(spam / inbound)} of the inbound ones bring spam` : '';
  return `About ${roughly(all)} connections a day${share}.`;
}

/** The machines of a design: `9 hosts, one appliance each`, `4 hosts for 10 virtual machines`. */
export function hardware(design: Design): string {
  let bare = 0;
  let shared = 0;
  let guests = 0;
  for (const [id, pool] of Object.entries(design.pools)) {
    if (pool.hypervisor === null) {
      bare += pool.hosts;
      continue;
    }
    shared += pool.hosts;
    for (const tier of Object.values(design.tiers)) if (tier.pool === id) guests += tier.instances;
  }
  const machines = `${countOf(shared, 'host')} for ${countOf(guests, 'virtual machine')}`;
  if (shared === 0) return bare === 1 ? 'one server' : `${countOf(bare, 'server')}, one job each`;
  return bare === 0 ? machines : `${countOf(bare, 'server')} with one job each, ${machines}`;
}

/** Mean sessions per day of a stream; NaN where they follow from a distribution of inter-arrival times or a recording. */
function perDay({ arrivals }: Stream, mailboxes: number): number {
  if (arrivals.process === 'renewal' || arrivals.process === 'trace') return NaN;
  return (arrivals.perS ?? 0) * 86400 + (arrivals.perMailboxPerDay ?? 0) * mailboxes;
}
