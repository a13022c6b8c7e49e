import { expect, test } from 'vitest';
import { placeProblem } from '../../sim/scenario/place.ts';
import { queue } from '../support/queue.ts';

const scenario = queue({ arrivals: 1, durationS: 10 });
const problem = (pointer: string) => placeProblem(scenario, pointer);

test('places that a scenario has or may have are good', () => {
  for (const pointer of [
    '/mailboxes',
    '/streams/mail/arrivals/perS',
    '/streams/mail/arrivals/perMailboxPerDay',
    '/tiers/queue/stages/0/cpuMs',
    '/tiers/queue/stages/0/verdicts/spam/reject',
    '/designs/one/tiers/queue/instances',
    '/designs/one/pools/only',
  ])
    expect(problem(pointer), pointer).toBeUndefined();
});

test('a place that is none is refused with the nearest name', () => {
  expect(problem('/mailboxs')).toBe('unknown key "mailboxs"; did you mean "mailboxes"? in /mailboxs');
  expect(problem('/streams/mial/arrivals/perS')).toContain('unknown name "mial"; did you mean "mail"?');
  expect(problem('/designs/one/tiers/queue/instance')).toContain('did you mean "instances"?');
  expect(problem('/designs/one/tiers/qeue/slots')).toContain('did you mean "queue"?');
  expect(problem('/tiers/queue/stages/work/cpuMs')).toBe(
    'no item "work" in /tiers/queue/stages/work/cpuMs; known: "0 (work)"',
  );
  expect(problem('/tiers/queue/stages/1/cpuMs')).toContain('no item "1"');
  expect(problem('/mailboxes/many')).toBe('leads past a value: /mailboxes/many');
  expect(problem('mailboxes')).toContain('must begin with "/"');
  expect(problem('')).toContain('must lead to a value');
});
