import type { Fleet, PoolFacts } from './fleet.ts';

/** Where everything of a design is drawn [px]: depends on the fleet and the width, never on the moment. */

/** A rectangle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a pool's name stands, and the frames of its racks. */
export interface PoolPlan {
  readonly pool: number;
  readonly title: Box;
  /** None where all its hosts are in one rack. */
  readonly racks: readonly Box[];
}

/** Where a host is, and how its machines are placed in it. */
export interface HostPlan extends Box {
  /** Machines side by side. */
  readonly across: number;
  /** Height of what stands above them. */
  readonly head: number;
  /** Size of a machine. */
  readonly chip: { readonly width: number; readonly height: number };
}

/** Where everything is. */
export interface Plan {
  readonly width: number;
  readonly height: number;
  /** Machines are drawn; false where there are too many hosts for that. */
  readonly detailed: boolean;
  readonly tiers: readonly Box[];
  readonly pools: readonly PoolPlan[];
  readonly hosts: readonly HostPlan[];
  /** Machines without a host; null where that never happens. */
  readonly waiting: HostPlan | null;
}

/** Above so many hosts or machines each is drawn small, hosts without their machines. */
export const MOST_HOSTS = 48;
const MOST_MACHINES = 200;

/** Height of a host's own lines: its name, its model, its bar, its numbers, and its zones where there are several. */
export const headOf = (zones: number): number => (zones > 1 ? 86 : 70);
/** Space around the machines inside a host. */
export const PAD = 8;
const GAP = 10;
const CHIP_GAP = 6;
const CHIP_HEIGHT = 61;
const LEAST_CHIP = 124;
const LEAST_HOST = LEAST_CHIP + 2 * PAD;
const BEST_CHIP = 150;
const SMALL = { width: 104, height: 54 };
const TIER_HEIGHT = 62;
const TITLE = 26;
const RACK_HEAD = 20;
const STRIP_HEAD = 28;

/** Plans the drawing of a design for a width; `mostOn` says how many machines a host has to have room for. */
export function planOf(fleet: Fleet, width: number, mostOn: (host: number) => number, mostWaiting: number): Plan {
  const detailed = fleet.hosts.length <= MOST_HOSTS && fleet.machines.length <= MOST_MACHINES;
  const tiers = tilesOf(fleet.tiers.length, width);
  let y = bottomOf(tiers) + GAP;
  const hosts: HostPlan[] = [];
  const pools = fleet.pools.map((pool, index): PoolPlan => {
    const title = { x: 0, y, width, height: TITLE };
    y += TITLE;
    const room = pool.hosts.map((host) => (detailed ? mostOn(host) : 0));
    const racked = racksOf(pool, width, y, room, headOf(fleet.zones.length));
    racked.hosts.forEach((host, n) => {
      hosts[pool.hosts[n] ?? 0] = host;
    });
    y = racked.bottom + GAP;
    return { pool: index, title, racks: racked.frames };
  });
  let waiting: HostPlan | null = null;
  if (detailed && mostWaiting > 0) {
    waiting = { x: 0, y, ...insideOf(width, mostWaiting, STRIP_HEAD) };
    y += waiting.height + GAP;
  }
  return { width, height: Math.max(1, y - GAP + 1), detailed, tiers, pools, hosts, waiting };
}

/** The place of the n-th machine of a host, beneath what stands above them. */
export function chipBox(host: HostPlan, n: number): Box {
  const { width, height } = host.chip;
  return {
    x: host.x + PAD + (n % host.across) * (width + CHIP_GAP),
    y: host.y + host.head + Math.floor(n / host.across) * (height + CHIP_GAP),
    width,
    height,
  };
}

function tilesOf(n: number, width: number): Box[] {
  const across = Math.max(1, Math.min(n, Math.floor((width + 24) / (132 + 24))));
  const tile = Math.min(220, (width - (across - 1) * 24) / across);
  return Array.from({ length: n }, (_, i) => ({
    x: (i % across) * (tile + 24),
    y: Math.floor(i / across) * (TIER_HEIGHT + GAP),
    width: tile,
    height: TIER_HEIGHT,
  }));
}

/** Racks side by side, each with its hosts in rows; hosts in a row are as tall as the fullest of them ever is. */
function racksOf(pool: PoolFacts, width: number, top: number, room: readonly number[], head: number) {
  const isFramed = pool.racks > 1;
  const margin = isFramed ? PAD : 0;
  const used = Math.min(pool.racks, pool.hosts.length);
  const isSmall = room[0] === 0;
  const least = (isSmall ? SMALL.width : LEAST_HOST) + 2 * margin;
  const perRow = Math.max(1, Math.min(used, Math.floor((width + GAP) / (least + GAP))));
  const rackWidth = (width - (perRow - 1) * GAP) / perRow;
  const inner = rackWidth - 2 * margin;
  const across = acrossFor(inner, Math.ceil(pool.hosts.length / used), isSmall, Math.max(...room));
  const cell = (inner - (across - 1) * GAP) / across;

  const hosts: HostPlan[] = [];
  const frames: Box[] = [];
  let y = top;
  for (let first = 0; first < used; first += perRow) {
    let bottom = y;
    for (let rack = first; rack < Math.min(used, first + perRow); rack++) {
      const x = (rack - first) * (rackWidth + GAP);
      const mine = pool.hosts.map((_, n) => n).filter((n) => n % pool.racks === rack);
      let rowTop = y + (isFramed ? RACK_HEAD : 0);
      for (let at = 0; at < mine.length; at += across) {
        const row = mine.slice(at, at + across);
        const inside = insideOf(hostWidth(cell, isSmall, room), Math.max(...row.map((n) => room[n] ?? 1)), head);
        const size = isSmall ? { ...inside, width: cell, height: SMALL.height } : inside;
        row.forEach((n, i) => {
          hosts[n] = { ...size, x: x + margin + i * (size.width + GAP), y: rowTop };
        });
        rowTop += size.height + GAP;
      }
      const height = rowTop - GAP - y + margin;
      frames.push({ x, y, width: rackWidth, height });
      bottom = Math.max(bottom, y + height);
    }
    y = bottom + GAP;
  }
  return { hosts, frames: isFramed ? frames : [], bottom: y - GAP };
}

/** How many hosts stand side by side in a width. */
function acrossFor(width: number, hosts: number, isSmall: boolean, room: number): number {
  const fits = (least: number): number => Math.max(1, Math.floor((width + GAP) / (least + GAP)));
  if (isSmall) return fits(SMALL.width);
  // Wide enough for its machines side by side, unless more hosts would then not be side by side any more.
  const best = Math.min(room, 4) * (BEST_CHIP + CHIP_GAP) - CHIP_GAP + 2 * PAD;
  const most = Math.min(hosts, fits(LEAST_HOST), Math.max(fits(Math.min(best, width)), Math.min(hosts, 3)));
  // Rows of like length: four hosts stand two by two rather than three and one.
  return Math.ceil(hosts / Math.ceil(hosts / most));
}

/** Hosts do not grow wider than their machines need. */
function hostWidth(cell: number, isSmall: boolean, room: readonly number[]): number {
  const most = Math.min(Math.max(...room), 4);
  return isSmall ? cell : Math.min(cell, Math.max(220, most * (BEST_CHIP + CHIP_GAP) - CHIP_GAP + 2 * PAD));
}

/** The size of a host, and of the machines in it, that has room for so many. */
function insideOf(width: number, room: number, head: number): Omit<HostPlan, 'x' | 'y'> {
  const inner = width - 2 * PAD;
  const across = Math.max(1, Math.min(room, Math.floor((inner + CHIP_GAP) / (LEAST_CHIP + CHIP_GAP))));
  const chip = { width: Math.min(BEST_CHIP * 1.4, (inner - (across - 1) * CHIP_GAP) / across), height: CHIP_HEIGHT };
  const rows = Math.ceil(room / across);
  return { width, height: head + rows * (CHIP_HEIGHT + CHIP_GAP) - CHIP_GAP + PAD, across, head, chip };
}

function bottomOf(boxes: readonly Box[]): number {
  return boxes.reduce((most, { y, height }) => Math.max(most, y + height), 0);
}
