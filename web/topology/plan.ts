import type { Fleet } from './fleet.ts';

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

/** Height of a host's own lines: its name, its model, its bar. */
export const HEAD = 66;
/** Space around the machines inside a host. */
export const PAD = 8;
const GAP = 10;
const CHIP_GAP = 6;
const CHIP_HEIGHT = 68;
const LEAST_CHIP = 118;
const LEAST_HOST = LEAST_CHIP + 2 * PAD;
const BEST_CHIP = 150;
const SMALL = { width: 104, height: 54 };
const TIER_HEIGHT = 62;
const TITLE = 26;
const RACK_HEAD = 20;

/** Plans the drawing of a design for a width; `mostOn` says how many machines a host of a pool has to have room for. */
export function planOf(fleet: Fleet, width: number, mostOn: (pool: string) => number, mostWaiting: number): Plan {
  const detailed = fleet.hosts.length <= MOST_HOSTS && fleet.machines.length <= MOST_MACHINES;
  const tiers = tilesOf(fleet.tiers.length, width);
  let y = bottomOf(tiers) + GAP;
  const hosts: HostPlan[] = [];
  const pools = fleet.pools.map((pool, index): PoolPlan => {
    const title = { x: 0, y, width, height: TITLE };
    y += TITLE;
    const racked = racksOf(pool, width, y, detailed ? mostOn(pool.id) : 0);
    racked.hosts.forEach((host, n) => {
      hosts[pool.hosts[n] ?? 0] = host;
    });
    y = racked.bottom + GAP;
    return { pool: index, title, racks: racked.frames };
  });
  let waiting: HostPlan | null = null;
  if (detailed && mostWaiting > 0) {
    const inside = insideOf(width, mostWaiting);
    waiting = { x: 0, y, width, ...inside, height: 26 + inside.rows * (CHIP_HEIGHT + CHIP_GAP) + PAD - CHIP_GAP };
    y += waiting.height + GAP;
  }
  return { width, height: Math.max(1, y - GAP + 1), detailed, tiers, pools, hosts, waiting };
}

/** The place of the n-th machine of a host; `head`: height of what stands above them. */
export function chipBox(host: HostPlan, n: number, head = HEAD): Box {
  const { width, height } = host.chip;
  return {
    x: host.x + PAD + (n % host.across) * (width + CHIP_GAP),
    y: host.y + head + Math.floor(n / host.across) * (height + CHIP_GAP),
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

function racksOf(pool: Fleet['pools'][number], width: number, top: number, room: number) {
  const isFramed = pool.racks > 1;
  const margin = isFramed ? PAD : 0;
  const least = (room === 0 ? SMALL.width : LEAST_HOST) + 2 * margin;
  const used = Math.min(pool.racks, pool.hosts.length);
  const perRow = Math.max(1, Math.min(used, Math.floor((width + GAP) / (least + GAP))));
  const rackWidth = (width - (perRow - 1) * GAP) / perRow;
  const inRack = Math.ceil(pool.hosts.length / used);
  const size = sizeOf(rackWidth - 2 * margin, inRack, room);
  const rows = Math.ceil(inRack / size.across);
  const rackHeight = (isFramed ? RACK_HEAD + margin : 0) + rows * (size.host.height + GAP) - GAP;
  const frameOf = (rack: number): Box => ({
    x: (rack % perRow) * (rackWidth + GAP),
    y: top + Math.floor(rack / perRow) * (rackHeight + GAP),
    width: rackWidth,
    height: rackHeight,
  });
  const hosts = pool.hosts.map((_, n): HostPlan => {
    const frame = frameOf(n % pool.racks);
    const place = Math.floor(n / pool.racks);
    return {
      ...size.host,
      x: frame.x + margin + (place % size.across) * (size.host.width + GAP),
      y: frame.y + (isFramed ? RACK_HEAD : 0) + Math.floor(place / size.across) * (size.host.height + GAP),
    };
  });
  const frames = Array.from({ length: used }, (_, rack) => frameOf(rack));
  return { hosts, frames: isFramed ? frames : [], bottom: bottomOf(frames) };
}

/** The size of a host, and how many stand side by side, in a width; `room` 0: hosts without their machines. */
function sizeOf(width: number, hosts: number, room: number): { across: number; host: Omit<HostPlan, 'x' | 'y'> } {
  if (room === 0) {
    const across = Math.max(1, Math.floor((width + GAP) / (SMALL.width + GAP)));
    const host = { ...SMALL, width: (width - (across - 1) * GAP) / across, across: 1, chip: { width: 0, height: 0 } };
    return { across, host };
  }
  const best = Math.min(room, 4) * (BEST_CHIP + CHIP_GAP) - CHIP_GAP + 2 * PAD;
  const fits = Math.max(1, Math.floor((width + GAP) / (LEAST_HOST + GAP)));
  // Wide enough for its machines side by side, unless more hosts would then not be side by side any more.
  const wanted = Math.max(1, Math.floor((width + GAP) / (Math.min(best, width) + GAP)));
  const across = Math.min(hosts, fits, Math.max(wanted, Math.min(hosts, 3)));
  const hostWidth = Math.min((width - (across - 1) * GAP) / across, Math.max(best, 220));
  const inside = insideOf(hostWidth, room);
  return {
    across,
    host: { width: hostWidth, height: HEAD + inside.rows * (CHIP_HEIGHT + CHIP_GAP) - CHIP_GAP + PAD, ...inside },
  };
}

function insideOf(width: number, room: number) {
  const inner = width - 2 * PAD;
  const across = Math.max(1, Math.min(room, Math.floor((inner + CHIP_GAP) / (LEAST_CHIP + CHIP_GAP))));
  const chip = { width: Math.min(BEST_CHIP * 1.4, (inner - (across - 1) * CHIP_GAP) / across), height: CHIP_HEIGHT };
  return { across, chip, rows: Math.ceil(room / across) };
}

function bottomOf(boxes: readonly Box[]): number {
  return boxes.reduce((most, { y, height }) => Math.max(most, y + height), 0);
}
