import { useState } from 'preact/hooks';
import { facts } from '../../state/facts.ts';
import { locked } from '../../state/manner.ts';
import { phase } from '../../state/runner.ts';
import { comparedWords } from '../../words/compared.ts';
import { figuresOf } from '../../words/comparison.ts';
import type { Delta, Figure } from '../../words/comparison.ts';
import { differences } from '../../words/difference.ts';
import type { DesignFacts, Facts } from '../../words/facts.ts';
import { NONE } from '../../words/numbers.ts';
import { standingOf } from '../../words/standing.ts';
import { Named } from '../named.tsx';
import { ReportButton } from '../reportButton.tsx';
import { RunBar } from '../runBar.tsx';
import { DataTable } from '../tables/dataTable.tsx';
import './compare.css';

/** More differences than this are not listed. */
const MOST = 200;

/** The designs of the run beside each other: what differs in them, in their numbers, and which is better on what. */
export function CompareScreen() {
  const now = facts.value;
  const [chosen, setChosen] = useState('');
  const done = phase.value === 'done' && now !== undefined;
  const base = now?.designs.find(({ id }) => id === chosen) ?? now?.designs[0];
  return (
    <>
      <RunBar />
      <section class="compare" aria-labelledby="compare-title">
        <h1 id="compare-title">Compare the designs</h1>
        {!done || base === undefined ? (
          <p>{`The comparison stands here when every design is done.${phase.value === 'failed' ? ' This run failed.' : ''}`}</p>
        ) : now.designs.length < 2 ? (
          <p>This scenario has one design only: there is nothing to compare it with.</p>
        ) : (
          <>
            <div class="compare-bar">
              <label class="compare-base">
                <span>Compare with</span>
                <select value={base.id} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
                  {now.designs.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
              {!locked && <Variant base={base} />}
              <ReportButton base={base.id} />
            </div>
            <Sentences facts={now} base={base} />
            <h2>In numbers</h2>
            <Figures facts={now} base={base} />
            <WhatDiffers facts={now} base={base} />
          </>
        )}
      </section>
    </>
  );
}

/** Leads to a copy of the baseline in the editor, which is fetched for that. */
function Variant({ base }: { base: DesignFacts }) {
  const [said, setSaid] = useState('');
  const copy = (): void => {
    setSaid('');
    import('../edit/twin.ts')
      .then(({ copyDesign }) => copyDesign(base.id))
      .catch(() => {
        setSaid('The editor could not be loaded. Check the connection, then try again.');
      });
  };
  return (
    <>
      <button type="button" onClick={copy} title={`Copies “${base.name}”, to be changed and run beside the others`}>
        Try a variant of it
      </button>
      <output>{said}</output>
    </>
  );
}

function Sentences({ facts: all, base }: { facts: Facts; base: DesignFacts }) {
  return (
    <div class="compare-words">
      {all.designs
        .filter(({ id }) => id !== base.id)
        .map((mine) => (
          <p key={mine.id}>
            <Named text={comparedWords(all, mine, base).join(' ')} designs={all.designs} />
          </p>
        ))}
    </div>
  );
}

function Figures({ facts: all, base }: { facts: Facts; base: DesignFacts }) {
  const others = all.designs.filter(({ id }) => id !== base.id);
  const ordered = [base, ...others];
  const name = (design: DesignFacts): string => (design === base ? `${design.name} (baseline)` : design.name);
  return (
    <DataTable
      title="Key figures"
      what="Each figure of every design, and how far it is from the baseline: amount, share, and whether that is better. Amounts that differ by up to 2% are called about the same. Where the scenario asks for several replications, ± gives the half-width of the 95% interval of the mean."
      columns={[
        { id: 'figure', head: 'Figure', text: true },
        ...ordered.map((design) => ({ id: design.id, head: name(design) })),
      ]}
      rows={figuresOf(all).map((figure) => [
        figure.label,
        ...ordered.map((design) => <Value key={design.id} figure={figure} design={design} base={base} />),
      ])}
      empty=""
    />
  );
}

function Value({ figure, design, base }: { figure: Figure; design: DesignFacts; base: DesignFacts }) {
  const { value, delta } = standingOf(figure, design, base);
  return (
    <>
      {value}
      {design !== base && delta.verdict !== '' && (
        <span class={`delta delta-${delta.verdict.replace(' ', '-')}`}>
          {delta.text}
          <strong>{` ${verdictWords(delta)}`}</strong>
        </span>
      )}
    </>
  );
}

function verdictWords({ text, verdict }: Delta): string {
  if (verdict === 'better') return '▲ better';
  if (verdict === 'worse') return '▼ worse';
  return text === '±0' ? '= the same' : '≈ about the same';
}

function WhatDiffers({ facts: { scenario, designs }, base }: { facts: Facts; base: DesignFacts }) {
  return (
    <>
      {designs.map((mine) => {
        if (mine.id === base.id) return null;
        const all = differences(scenario.designs[mine.id], scenario.designs[base.id]);
        const left = all.length - MOST;
        return (
          <DataTable
            key={mine.id}
            title={`What differs: ${mine.name}`}
            what="Every field of the two designs that is not the same, defaults filled in; its place is that in the scenario file, below the design."
            columns={[
              { id: 'path', head: 'Field', text: true },
              { id: 'base', head: base.name, text: true },
              { id: 'mine', head: mine.name, text: true },
            ]}
            rows={all
              .slice(0, MOST)
              .map((one) => [<code key="path">{one.path}</code>, one.base ?? NONE, one.mine ?? NONE])}
            empty="Nothing: the two designs are the same."
          >
            {left > 0 && <p class="note">{`${left} more fields differ and are not listed.`}</p>}
          </DataTable>
        );
      })}
    </>
  );
}
