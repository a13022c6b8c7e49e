import { useEffect, useState } from 'preact/hooks';
import { designInk } from '../../charts/palette.ts';
import { Swatch } from '../../charts/swatch.tsx';
import type { Facts } from '../../words/facts.ts';
import { offerMarks } from '../glossary/term.tsx';
import { Availability } from './availability.tsx';
import { Fates, Tries } from './fates.tsx';
import { Findings } from './findings.tsx';
import { Costs, Hosts } from './hosts.tsx';
import { Journal } from './journal.tsx';
import { Ledger } from './ledger.tsx';
import { Objectives } from './objectives.tsx';
import { Admission, Incidents, Migrations } from './operations.tsx';
import { CpuByStage, Tiers } from './tiers.tsx';
import { Times } from './times.tsx';

/** All tables: objectives of every design, then one design at a time. A module of its own, fetched when a run is done. */
export function Tables({ facts: { scenario, designs } }: { facts: Facts }) {
  const [chosen, setChosen] = useState(0);
  const design = designs[chosen] ?? designs[0];
  useEffect(offerMarks, []);
  if (design === undefined) return null;
  return (
    <>
      {scenario.objectives.length > 0 && <Objectives scenario={scenario} designs={designs} />}
      <Ledger designs={designs} />
      {designs.length > 1 && (
        <fieldset class="segments design-choice">
          <legend>Tables of</legend>
          {designs.map(({ id, name }, i) => (
            <label key={id}>
              <input type="radio" name="details" checked={i === chosen} onChange={() => setChosen(i)} />
              <span>
                <Swatch ink={designInk(i)} /> {name}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <div class="tables">
        <Fates scenario={scenario} design={design} />
        <Times scenario={scenario} design={design} />
        <Incidents scenario={scenario} design={design} />
        <Tiers scenario={scenario} design={design} />
        <Hosts design={design} />
        <Migrations scenario={scenario} design={design} />
        <Admission design={design} />
        <div class="table-columns">
          <CpuByStage scenario={scenario} design={design} />
          <div class="tables">
            <Tries scenario={scenario} design={design} />
            <Availability scenario={scenario} design={design} />
            <Costs scenario={scenario} design={design} />
          </div>
        </div>
        <Findings design={design} />
        <Journal scenario={scenario} design={design} />
      </div>
    </>
  );
}
