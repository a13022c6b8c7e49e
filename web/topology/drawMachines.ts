import { percent } from '../words/numbers.ts';
import { brokenFill, zoneFill } from './patterns.ts';
import { chipBox } from './plan.ts';
import type { Box, Plan } from './plan.ts';
import type { MachineNow, Move, Scene } from './scene.ts';
import { bars, labels, place, stacks } from './shapes.ts';
import type { Group, Label } from './shapes.ts';
import { backlogWords, machineWords, moveWords, slotsWords, works } from './words.ts';

/** A machine in its place; with `ghost`: the room that it has on the host that it is moving to. */
export interface Cell {
  readonly key: string;
  readonly machine: MachineNow;
  readonly index: number;
  readonly box: Box;
  readonly ghost: Move | null;
  readonly move: Move | null;
}

/** Where each machine is: on its host, on its way to another, or waiting for one. Machines that are switched off are nowhere. */
export function cellsOf(scene: Scene, plan: Plan): Cell[] {
  const { machines, moves } = scene;
  const cells: Cell[] = [];
  const taken = new Map<number, number>();
  const next = (host: number): number => {
    const n = taken.get(host) ?? 0;
    taken.set(host, n + 1);
    return n;
  };
  machines.forEach((machine, index) => {
    if (machine.state === 'off') return;
    const home = machine.host < 0 ? plan.waiting : plan.hosts[machine.host];
    if (home === null || home === undefined) return;
    const box = chipBox(home, next(machine.host));
    const move = moves.find((one) => one.machine === index) ?? null;
    cells.push({ key: machine.id, machine, index, box, ghost: null, move });
  });
  for (const move of moves) {
    const machine = machines[move.machine];
    const target = plan.hosts[move.to];
    if (machine === undefined || target === undefined || machine.host === move.to) continue;
    const box = chipBox(target, next(move.to));
    cells.push({ key: `${machine.id} to`, machine, index: move.machine, box, ghost: move, move });
  }
  return cells;
}

/** Machines: a chip each, on the filling of its zone. */
export function drawMachines(layer: Group, cells: readonly Cell[], { fleet }: Scene, svgId: string): void {
  const chips = layer
    .selectAll<SVGGElement, Cell>('g.machine')
    .data(cells, ({ key }) => key)
    .join((enter) => {
      const group = enter.append('g');
      group.append('title');
      return group;
    })
    .attr('class', ({ machine, ghost }) => `machine ${ghost === null ? `machine-${machine.state}` : 'ghost'}`)
    .attr('data-machine', ({ machine }) => machine.id)
    .attr('data-state', ({ machine }) => machine.state);
  chips
    .select('title')
    .text(({ machine, ghost }) => (ghost === null ? machineWords(machine) : `${machine.id} is on its way here`));
  chips
    .selectAll<SVGRectElement, Box & { class: string; fill: string | null }>('rect.shape')
    .data(({ machine, box, ghost }) => {
      const zone = zoneFill(svgId, fleet.zones.indexOf(machine.zone));
      const fill = machine.state === 'down' && ghost === null ? brokenFill(svgId) : null;
      return [
        ...(fleet.zones.length > 1 ? [{ ...around(box, 3), class: 'shape zone-area', fill: zone }] : []),
        { ...box, class: 'shape chip', fill },
        { ...box, width: 4, class: `shape stripe c${machine.ink.color}`, fill: null },
      ];
    })
    .join('rect')
    .attr('class', (rect) => rect.class)
    .style('fill', ({ fill }) => fill)
    .call(place);
  bars(chips, ({ machine, box, ghost }) => {
    const bar = { x: box.x + 10, y: box.y + 21, width: Math.max(20, box.width - 60), height: 7 };
    if (ghost !== null) {
      if (ghost.totalS === null) return [];
      return [{ ...bar, width: box.width - 20, share: ghost.forS / ghost.totalS, class: 'move-fill' }];
    }
    return works(machine) ? [{ ...bar, share: machine.utilization, class: `fill c${machine.ink.color}` }] : [];
  });
  labels(chips, labelsOf);
  stacks(chips, ({ machine, box, ghost }) =>
    ghost === null && works(machine)
      ? [{ x: box.x + box.width - 44, y: box.y + 47, waiting: machine.inBacklog, class: 'waiting' }]
      : [],
  );
}

function labelsOf({ machine, box, ghost, move }: Cell): Label[] {
  const { x, y, width } = box;
  const inner = width - 18;
  const line = (n: number, text: string, more: Partial<Label> = {}): Label => ({
    x: x + 10,
    y: y + n,
    width: inner,
    size: 11,
    text,
    ...more,
  });
  const end = { x: x + width - 8, anchor: 'end' } as const;
  if (ghost !== null) {
    return [line(15, machine.id, { size: 12 }), line(42, 'moving here'), line(55, moveWords(ghost))];
  }
  const name = line(15, machine.id, { size: 12, bold: true });
  if (!works(machine)) return [name, line(32, machine.state, { bold: true, class: 'state' })];
  const state = move !== null && machine.state === 'serving' ? 'moving' : machine.state;
  const isPlain = state === 'serving';
  return [
    name,
    line(28, percent(machine.utilization), { ...end, width: 36 }),
    line(42, slotsWords(machine, true), { width: inner - (isPlain ? 0 : 44) }),
    ...(isPlain ? [] : [line(42, state, { ...end, width: 48, class: 'state' })]),
    ...(machine.inBacklog >= 0.05 ? [line(55, backlogWords(machine), { width: inner - 44 })] : []),
  ];
}

function around({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
