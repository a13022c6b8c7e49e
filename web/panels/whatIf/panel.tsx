import { useEffect, useRef, useState } from 'preact/hooks';
import { changedBy, entryTier } from '../../../sim/scenario/whatIf.ts';
import type { WhatIf } from '../../../sim/scenario/whatIf.ts';
import type { DesignEstimate, Estimate } from '../../../sim/study/estimate/estimate.ts';
import { estimateOf } from '../../state/estimates.ts';
import { openChanged, opened, shared } from '../../state/scenario.ts';
import { designName, headlineStream, streamName, tierName } from '../../words/facts.ts';
import { NONE, percent, say, seconds, watts } from '../../words/numbers.ts';
import { DataTable } from '../tables/dataTable.tsx';
import './whatIf.css';

type Key = keyof WhatIf;

/** Knobs over the scenario, and what queueing theory expects of each design, at once; a button has it simulated. */
export function WhatIfPanel() {
  const scenario = opened.value?.scenario;
  const mailboxes = scenario?.mailboxes ?? 1;
  const [turned, setTurned] = useState<Partial<WhatIf>>({});
  const [estimates, setEstimates] = useState<readonly [Estimate | undefined, Estimate | undefined]>([
    undefined,
    undefined,
  ]);
  const asked = useRef(0);
  const now: WhatIf = { mailboxes, spam: 1, machines: 0, ...turned };
  const isTurned = now.mailboxes !== mailboxes || now.spam !== 1 || now.machines !== 0;
  const ask = (next: WhatIf): void => {
    const json = shared.peek();
    const mine = ++asked.current;
    if (json === null || scenario === undefined) return;
    void (async () => {
      const pair = await Promise.all([estimates[0] ?? estimateOf(json), estimateOf(changedBy(json, scenario, next))]);
      if (mine === asked.current) setEstimates(pair);
    })();
  };
  useEffect(() => {
    setTurned({});
    setEstimates([undefined, undefined]);
    const json = shared.peek();
    const mine = ++asked.current;
    if (json !== null) void estimateOf(json).then((own) => mine === asked.current && setEstimates([own, own]));
  }, [scenario]);
  if (scenario === undefined) return null;
  const tier = entryTier(scenario);
  const stream = headlineStream(scenario, []);
  const turn = (key: Key, value: number): void => {
    const next = { ...now, [key]: value };
    setTurned(next);
    ask(next);
  };
  const knobs: readonly { key: Key; label: string; min: number; max: number; step: number; words: string }[] = [
    {
      key: 'mailboxes',
      label: 'Mailboxes',
      min: Math.max(1, Math.round(mailboxes / 10)),
      max: mailboxes * 3,
      step: Math.max(1, Math.round(mailboxes / 20)),
      words: now.mailboxes.toLocaleString('en-US'),
    },
    { key: 'spam', label: 'Spam', min: 0, max: 10, step: 0.25, words: `× ${now.spam}` },
    ...(tier === undefined
      ? []
      : [
          {
            key: 'machines' as const,
            label: `Machines more: ${tierName(scenario, tier)}`,
            min: 0,
            max: 8,
            step: 1,
            words: `+ ${now.machines}`,
          },
        ]),
  ];
  const cell = (id: string, read: (design: DesignEstimate) => string): string => {
    const [own, other] = estimates.map((one) => one?.designs[id]);
    const before = own === undefined ? NONE : read(own);
    const after = other === undefined ? NONE : read(other);
    const text = isTurned ? `${before} → ${after}` : before;
    // Where there is no estimate nothing is about anything.
    return /\d/.test(text) ? `≈ ${text}` : NONE;
  };
  return (
    <div class="what-if-body">
      <div class="what-if-knobs">
        {knobs.map(({ key, label, min, max, step, words }) => (
          <label key={key}>
            {label}
            <input
              type="range"
              min={min}
              max={max}
              step={step}
              value={now[key]}
              aria-valuetext={words}
              onInput={({ currentTarget }) => turn(key, Number(currentTarget.value))}
            />
            <output>{words}</output>
          </label>
        ))}
      </div>
      <DataTable
        title="What queueing theory expects"
        what="An estimate, not a simulation: offered load of every tier, waiting by approximations for M/G/c (Lee and Longton 1959, Allen and Cunneen 1978), power by the servers’ curves. It leaves out retries, bursts and guests that contend for a host; there is none for designs whose machines die, move, multiply or sleep in the run, and none of delivery times where sessions are turned away."
        columns={[
          { id: 'design', head: 'Design', text: true },
          { id: 'cpu', head: `CPU, ${tier === undefined ? '' : tierName(scenario, tier)}` },
          { id: 'waiting', head: 'Waiting for a slot' },
          { id: 'p95', head: `p95 of ${stream === undefined ? '' : streamName(scenario, stream)}` },
          { id: 'power', head: 'Power' },
        ]}
        rows={Object.keys(scenario.designs).map((id) => [
          designName(scenario, id),
          cell(id, ({ tiers }) => percent(tiers[tier ?? '']?.utilization ?? NaN)),
          cell(id, ({ tiers }) =>
            (Math.round((tiers[tier ?? '']?.inBacklog ?? NaN) * 10) / 10).toLocaleString('en-US'),
          ),
          cell(id, ({ streams }) => say(seconds(streams[stream ?? '']?.deliveryS?.p95 ?? NaN))),
          cell(id, ({ energy }) => say(watts(energy.meanW))),
        ])}
        empty="There are no designs."
      >
        <p class="note">
          ≈ An estimate: steady load, without retries, greylisting, bursts, or machines that fail, move or multiply.
        </p>
      </DataTable>
      <div class="what-if-actions">
        <button
          type="button"
          class="primary"
          disabled={!isTurned}
          onClick={() => {
            const json = shared.peek();
            if (json !== null) void openChanged(changedBy(json, scenario, now));
          }}
        >
          Simulate it
        </button>
        <button
          type="button"
          disabled={!isTurned}
          onClick={() => {
            setTurned({});
            ask({ mailboxes, spam: 1, machines: 0 });
          }}
        >
          Reset
        </button>
      </div>
    </div>
  );
}
