import { moment } from '../words/clock.ts';
import { countOf, list, percent, plain, say, seconds, shortList, watts } from '../words/numbers.ts';
import type { HostNow, MachineNow, Move, Scene } from './scene.ts';

/** Sentences about a design at a moment. */

/** What a host does, for people. */
export const HOST_WORDS: Readonly<Record<HostNow['state'], string>> = {
  on: 'on',
  standby: 'standby',
  booting: 'booting',
  stopping: 'stopping',
  dead: 'dead',
};

/** Whether a machine has sessions, or could have: it is worth showing how busy it is. */
export function works({ state }: MachineNow): boolean {
  return state === 'serving' || state === 'draining' || state === 'paused';
}

/** The clock at a moment of a run that began at `start` [epoch s]; parts of seconds are left out. */
export function clockWords(start: number, atS: number, durationS: number): string {
  return moment(start + Math.floor(atS + 1e-6), durationS);
}

/** A design at a moment: which hosts are on, which machines are not, who is on the way, who is busiest. */
export function sceneWords(scene: Scene): string {
  return [hostsWords(scene), machinesWords(scene), movesWords(scene), busiestWords(scene), mailWords(scene)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function hostsWords({ hosts }: Scene): string {
  const of = (state: HostNow['state']): HostNow[] => hosts.filter((host) => host.state === state);
  const others = (['dead', 'booting', 'stopping', 'standby'] as const).flatMap((state) => {
    const found = of(state);
    return found.length === 0
      ? []
      : [
          `${found.length} ${state === 'standby' ? 'in standby' : HOST_WORDS[state]} (${shortList(found.map(({ id }) => id))})`,
        ];
  });
  const on = of('on').length;
  if (others.length === 0) return hosts.length === 1 ? 'The host is on.' : `${allOf(hosts.length)} hosts are on.`;
  return `${on} of ${countOf(hosts.length, 'host')} ${on === 1 ? 'is' : 'are'} on, ${list(others)}.`;
}

function allOf(n: number): string {
  return n === 2 ? 'Both' : `All ${n}`;
}

function machinesWords({ machines }: Scene): string {
  const wanted = machines.filter(({ state }) => state !== 'off');
  if (wanted.length === 0) return '';
  const groups = (['down', 'booting', 'draining', 'paused'] as const).flatMap((state) => {
    const found = wanted.filter((machine) => machine.state === state);
    return found.length === 0 ? [] : [`${found.length} ${state} (${shortList(found.map(({ id }) => id))})`];
  });
  if (groups.length === 0)
    return wanted.length === 1 ? 'The machine serves.' : `${allOf(wanted.length)} machines serve.`;
  return `Of ${countOf(wanted.length, 'machine')} ${list(groups)}.`;
}

function movesWords({ moves, machines, hosts }: Scene): string {
  return moves
    .slice(0, 2)
    .map(
      ({ machine, from, to }) =>
        `${machines[machine]?.id ?? ''} moves from ${hosts[from]?.id ?? ''} to ${hosts[to]?.id ?? ''}.`,
    )
    .concat(moves.length > 2 ? [`${moves.length - 2} more move.`] : [])
    .join(' ');
}

function busiestWords({ hosts }: Scene): string {
  const on = hosts.filter(({ state, utilization }) => state === 'on' && Number.isFinite(utilization));
  const [busiest] = [...on].sort((a, b) => b.utilization - a.utilization);
  const total = hosts.reduce((sum, { watts: w }) => sum + (Number.isFinite(w) ? w : 0), 0);
  if (busiest === undefined) return '';
  return `Busiest: ${busiest.id} at ${percent(busiest.utilization)} CPU. All hosts: ${say(watts(total))} (mean).`;
}

function mailWords({ tiers }: Scene): string {
  const queued = tiers.flatMap(({ name, inBacklog, inSpool }) => {
    const parts = [
      inBacklog >= 0.5 ? waitWords(Math.round(inBacklog), 'connection', 'waits', 'wait') : '',
      inSpool >= 0.5 ? waitWords(Math.round(inSpool), 'message', 'is spooled', 'are spooled') : '',
    ].filter((part) => part !== '');
    return parts.length === 0 ? [] : [`At ${name} ${list(parts)}.`];
  });
  return queued.join(' ');
}

function waitWords(n: number, noun: string, one: string, many: string): string {
  return `${countOf(n, noun)} ${n === 1 ? one : many}`;
}

/** A host in a sentence. */
export function hostWords({ id, model, state, utilization, watts: w }: HostNow): string {
  return `Host ${id} (${model}): ${HOST_WORDS[state]}, CPU ${percent(utilization)}, ${say(watts(w))}`;
}

/** A machine in a sentence. */
export function machineWords(machine: MachineNow): string {
  const { id, zone, state, utilization } = machine;
  const load = works(machine) ? `, CPU ${percent(utilization)}, ${slotsWords(machine)}, ${backlogWords(machine)}` : '';
  return `${id}, zone ${zone}: ${state}${load}`;
}

/** Sessions in service, of how many. */
export function slotsWords({ inService, slots }: MachineNow, isShort = false): string {
  const used = plain(round(inService));
  if (slots === null) return `${used} sessions`;
  return isShort ? `${used}/${plain(slots)} slots` : `${used} of ${plain(slots)} slots`;
}

/** Connections that wait. */
export function backlogWords({ inBacklog }: MachineNow): string {
  return inBacklog >= 0.05 ? `${plain(round(inBacklog))} waiting` : 'none waiting';
}

/** How far a migration is, by time: what it has sent by then is not recorded. */
export function moveWords({ forS, totalS }: Move): string {
  const so = say(seconds(Math.round(forS)));
  return totalS === null ? `${so} on the way` : `${so} of ${say(seconds(totalS))}`;
}

/** Whole numbers from ten on, one digit after the point below. */
function round(x: number): number {
  return x >= 10 ? Math.round(x) : Math.round(x * 10) / 10;
}
