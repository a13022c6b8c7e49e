import { Count, COUNTS } from '../../sim/columns/counts.ts';
import type { Engine } from '../../sim/model/engine.ts';

/** Every message that cannot be accounted for now: what the ledger says, and where messages are. */
export function mailComplaints(engine: Engine): string[] {
  const { world } = engine;
  const { streams, mail, tiers, instances } = world;
  const complaints: string[] = [];
  const live = new Float64Array(streams.ids.length);
  const spooled = new Float64Array(tiers.ids.length);
  let alive = 0;
  for (let row = 0; row < mail.extent; row++) {
    if (mail.live[row] !== 1) continue;
    alive++;
    const stream = at(mail.stream, row);
    live[stream] = at(live, stream) + at(mail.counted, row);
    const hop = at(mail.hop, row);
    if (hop > 0) {
      const tier = at(world.passes.tier, at(streams.firstPass, stream) + hop - 1);
      spooled[tier] = at(spooled, tier) + 1;
    }
  }
  streams.ids.forEach((id, stream) => {
    const count = (counter: number): number => at(streams.counts, stream * COUNTS + counter);
    const ends = [Count.delivered, Count.rejected, Count.quarantined, Count.dropped, Count.gaveUp, Count.lost];
    const ended = ends.reduce((sum, counter) => sum + count(counter), 0);
    if (count(Count.offered) !== ended + at(live, stream))
      complaints.push(`${id}: offered ${count(Count.offered)}, ended ${ended}, under way ${at(live, stream)}`);
  });
  tiers.ids.forEach((id, tier) => {
    if (at(spooled, tier) !== at(tiers.spool.value, tier))
      complaints.push(`spool of ${id} says ${at(tiers.spool.value, tier)}, holds ${at(spooled, tier)}`);
    for (const message of tiers.stranded[tier] ?? []) {
      const holder = at(mail.spooledAt, message);
      if (mail.live[message] !== 1) complaints.push(`a message that has ended is stranded at ${id}`);
      else if (instances.up[holder] === 1) complaints.push(`mail is stranded at ${instances.ids[holder]}, which works`);
    }
  });
  // Where each session carries one message, every message is in a session, with its sender, or in a spool's lines.
  const single = world.streamSpecs.every(({ messagesPerSession }) => messagesPerSession === 1);
  if (single && world.design.saas === null) {
    const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, x) => total + x, 0);
    const places = {
      sessions: sum(instances.inService.value) + sum(instances.inBacklog.value),
      senders: streams.ids.reduce(
        (total, _, stream) => total + engine.operations.effects['senders'].waitingOf(stream),
        0,
      ),
      relays: tiers.relayRetries.reduce((total, { length }) => total + length, 0),
      stranded: tiers.stranded.reduce((total, { length }) => total + length, 0),
    };
    const placed = Object.values(places).reduce((total, n) => total + n, 0);
    if (placed !== alive) complaints.push(`${alive} messages live, but ${JSON.stringify(places)}`);
  }
  return complaints;
}

function at(values: ArrayLike<number>, i: number): number {
  const value = values[i];
  if (value === undefined) throw new RangeError(`nothing at ${i}`);
  return value;
}
