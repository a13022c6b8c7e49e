import { useEffect, useRef } from 'preact/hooks';
import type { EnergyCause } from '../../../sim/measure/result.ts';
import { drawLedger, ledgerHeight } from '../../charts/ledger.ts';
import { useWidth } from '../../charts/useWidth.ts';
import type { DesignFacts } from '../../words/facts.ts';
import { energy, list, percent, say } from '../../words/numbers.ts';
import { DataTable } from './dataTable.tsx';
import './tables.css';

/** Every cause in the order of the bars, with its color. */
const CAUSES: readonly { readonly id: EnergyCause; readonly name: string; readonly color: number }[] = [
  { id: 'idle', name: 'Machines that are on, before they do anything', color: 6 },
  { id: 'dynamic', name: 'Work', color: 1 },
  { id: 'migration', name: 'Moving machines between hosts', color: 7 },
  { id: 'boot', name: 'Starting and stopping hosts', color: 0 },
  { id: 'standby', name: 'Hosts asleep', color: 3 },
  { id: 'reserve', name: 'Empty hosts kept on in reserve', color: 4 },
  { id: 'equipment', name: 'Storage, network and other shared equipment', color: 2 },
  { id: 'cooling', name: 'Cooling and distribution (PUE)', color: 5 },
];

/** Where the energy of each design went: bars on one scale, and the numbers, which add up to the meter. */
export function Ledger({ designs }: { designs: readonly DesignFacts[] }) {
  const used = CAUSES.filter(({ id }) => designs.some(({ result }) => result.energy.ledgerKWh[id] > 0));
  if (used.length === 0) return null;
  return (
    <div class="ledger">
      <DataTable
        title="Energy by cause"
        what="The energy at the meter by what it was drawn for, over the measured time; the causes add up to it. Idle: what the machines would have drawn doing nothing. The numbers are those in the bars below."
        columns={[{ id: 'cause', head: 'Cause', text: true }, ...designs.map(({ id, name }) => ({ id, head: name }))]}
        rows={[
          ...used.map(({ id, name, color }, i) => [
            <>
              <span class={`ledger-key c${color}`} aria-hidden="true">
                {i + 1}
              </span>{' '}
              {name}
            </>,
            ...designs.map(({ result }) => {
              const { ledgerKWh, facilityKWh } = result.energy;
              return `${say(energy(ledgerKWh[id]))} · ${percent(ledgerKWh[id] / facilityKWh)}`;
            }),
          ]),
          [
            <strong key="all">At the meter</strong>,
            ...designs.map(({ id, result }) => <strong key={id}>{say(energy(result.energy.facilityKWh))}</strong>),
          ],
        ]}
        empty=""
      />
      <Bars designs={designs} used={used} />
    </div>
  );
}

function Bars({ designs, used }: { designs: readonly DesignFacts[]; used: typeof CAUSES }) {
  const svg = useRef<SVGSVGElement>(null);
  const [host, width, scale] = useWidth<HTMLDivElement>();
  useEffect(() => {
    if (svg.current === null || width === 0) return;
    drawLedger(svg.current, {
      width,
      rows: designs.map(({ name, result }) => ({ name, values: used.map(({ id }) => result.energy.ledgerKWh[id]) })),
      causes: used.map(({ color }, i) => ({ number: i + 1, color })),
    });
  }, [designs, used, width]);
  const words = designs.map(({ name, result }) => {
    const { ledgerKWh, facilityKWh } = result.energy;
    const [top] = [...used].sort((a, b) => ledgerKWh[b.id] - ledgerKWh[a.id]);
    const share = top === undefined ? '' : `, ${percent(ledgerKWh[top.id] / facilityKWh)} of it for: ${top.name}`;
    return `${name} ${say(energy(facilityKWh))}${share}`;
  });
  return (
    <div class="ledger-bars" ref={host}>
      <svg
        ref={svg}
        width={width * scale}
        height={ledgerHeight(designs.length) * scale}
        role="img"
        aria-label={`Energy by cause, the same as in the table: ${list(words)}.`}
      />
    </div>
  );
}
