import type { JournalResult } from '../../sim/measure/result.ts';

/** An entry of the journal as a short sentence; `nameOf` gives the name of an incident by its id. */
export function journalWords({ what, to, note }: JournalResult, nameOf: (id: string) => string = (id) => id): string {
  const on = note === '' ? '' : ` on ${note}`;
  switch (what) {
    case 'incident':
      return `Incident “${nameOf(to)}” begins`;
    case 'incident over':
      return `Incident “${nameOf(to)}” itself is over`;
    case 'host died':
      return `Host ${to} dies`;
    case 'host repaired':
      return `Host ${to} is repaired`;
    case 'host boots':
      return `Host ${to} boots`;
    case 'host on':
      return `Host ${to} is on`;
    case 'host stops':
      return `Host ${to} shuts down`;
    case 'host standby':
      return `Host ${to} sleeps`;
    case 'instance down':
      return `${to} goes down${on}`;
    case 'instance boots':
      return `${to} boots${on}`;
    case 'instance serves':
      return `${to} serves${on}`;
    case 'instance drains':
      return `${to} drains${on}`;
    case 'instance off':
      return note === '' ? `${to} is switched off` : `${to} is switched off and leaves ${note}`;
    case 'noticed':
      return `The balancer notices: ${to} ${note}`;
    case 'restart waits':
      return `${to} finds no host: ${note}`;
    case 'failed over':
      return `${to} goes on at its shadow${on}`;
    case 'migration starts':
      return `${to} begins to move: ${note}`;
    case 'migration pauses':
      return `${to} stands still for the switch${note === '' ? '' : ` (${PAUSES[note] ?? note})`}`;
    case 'migration ends':
      return `${to} has moved, ${note}`;
    case 'migration fails':
      return `${to} does not move: ${note}`;
    case 'scaled out':
    case 'scaled in':
      return `${to} is scaled ${what === 'scaled out' ? 'out' : 'in'}: ${note}`;
    case 'rebalancing':
      return `Hosts of ${to} are evened out: ${note}`;
    case 'back pressure':
      return `${to}: back pressure ${note}`;
    case 'stress mode':
      return `${to} is in stress mode: ${note}`;
    default:
      return note === '' ? `${what}: ${to}` : `${what}: ${to}, ${note}`;
  }
}

/** Why pre-copy stops copying. */
const PAUSES: Readonly<Record<string, string>> = {
  converged: 'little is left to send',
  rounds: 'the copy rounds are used up',
  traffic: 'the permitted traffic is used up',
};
