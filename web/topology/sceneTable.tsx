import type { ReadonlySignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { Scroller } from '../charts/scroller.tsx';
import { NONE, count, percent, plain, say, watts } from '../words/numbers.ts';
import type { Clock } from './clock.ts';
import type { Scene } from './scene.ts';
import { HOST_WORDS, clockWords, works } from './words.ts';

/** Rows of each table at most. */
const MOST_ROWS = 500;

/** The picture as two tables: hosts and machines at the moment. */
export function SceneTable({
  scene,
  name,
  clock,
}: {
  scene: ReadonlySignal<Scene | undefined>;
  name: string;
  clock: Clock;
}) {
  const [open, setOpen] = useState(false);
  return (
    <details
      class="numbers"
      open={open}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
      }}
    >
      <summary>Show as table</summary>
      {open && <OpenTable scene={scene} name={name} clock={clock} />}
    </details>
  );
}

function OpenTable({
  scene,
  name,
  clock: { start, durationS },
}: {
  scene: ReadonlySignal<Scene | undefined>;
  name: string;
  clock: Clock;
}) {
  const now = scene.value;
  if (now === undefined) return null;
  const at = clockWords(start, now.atS, durationS);
  const hostName = (i: number): string => now.hosts[i]?.id ?? 'none';
  return (
    <div class="numbers-body">
      <Table
        title={`Hosts of ${name} at ${at}`}
        heads={['Host', 'Rack', 'Model', 'State', 'CPU', 'Draw', 'Machines']}
        rows={now.hosts.map((host, i) => [
          host.id,
          count(host.rack),
          host.model,
          HOST_WORDS[host.state],
          percent(host.utilization),
          say(watts(host.watts)),
          now.machines.length === 0 ? NONE : count(now.machines.filter((machine) => machine.host === i).length),
        ])}
      />
      <Table
        title={`Machines of ${name} at ${at}`}
        heads={['Machine', 'Zone', 'Host', 'State', 'CPU', 'Slots in use', 'Waiting', 'Moves to']}
        rows={now.machines.map((machine, i) => {
          const move = now.moves.find((one) => one.machine === i);
          const isUp = works(machine);
          return [
            machine.id,
            machine.zone,
            hostName(machine.host),
            machine.state,
            isUp ? percent(machine.utilization) : NONE,
            isUp ? plain(machine.inService) : NONE,
            isUp ? plain(machine.inBacklog) : NONE,
            move === undefined ? NONE : hostName(move.to),
          ];
        })}
      />
    </div>
  );
}

function Table({
  title,
  heads,
  rows,
}: {
  title: string;
  heads: readonly string[];
  rows: readonly (readonly string[])[];
}) {
  if (rows.length === 0) return null;
  const isText = (i: number): boolean => i < 1 || /Model|State|Zone|Host|to$/.test(heads[i] ?? '');
  return (
    <>
      <Scroller label={title}>
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              {heads.map((head, i) => (
                <th key={head} scope="col" class={isText(i) ? 'text' : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map((cells) => (
              <tr key={cells[0]}>
                {cells.map((cell, i) =>
                  i === 0 ? (
                    <th key={i} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={i} class={isText(i) ? 'text' : undefined}>
                      {cell}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      {rows.length > MOST_ROWS && <p class="note">{`The first ${MOST_ROWS} of ${count(rows.length)} rows.`}</p>}
    </>
  );
}
