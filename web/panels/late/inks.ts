import type { Phase } from '../../../sim/measure/journeys.ts';
import type { Ink } from '../../charts/palette.ts';

const ink = (color: number, pattern: number): Ink => ({ color, dash: 'none', pattern });

/** The inks of what a message does: what works is plain, what waits has a pattern. */
export const PHASE_INKS: Readonly<Record<Phase, Ink>> = {
  earlier: ink(6, 3),
  filter: ink(2, 0),
  backlog: ink(7, 1),
  turn: ink(5, 6),
  tarpit: ink(4, 3),
  cpu: ink(1, 0),
  standstill: ink(0, 5),
  wait: ink(4, 2),
  disk: ink(3, 4),
  retry: ink(0, 1),
  resend: ink(5, 1),
  hold: ink(4, 6),
  spool: ink(2, 1),
  stranded: ink(2, 5),
  agent: ink(6, 6),
  remote: ink(6, 0),
};

/** The part of a CPU or disk bar that was not its own work. */
export const SHARED_INK: Ink = ink(7, 3);
