import { useState } from 'preact/hooks';
import { CHARTS } from '../../charts/definitions.ts';
import { link } from '../../state/link.ts';
import { opened } from '../../state/scenario.ts';
import { embedCode } from './addresses.ts';
import type { Figure } from './addresses.ts';
import './code.css';

const PARTS = [
  { id: 'headline', title: 'Headline and objectives' },
  { id: 'cards', title: 'Key figures' },
  { id: 'machines', title: 'Machines, played back' },
  ...CHARTS,
];

const THEMES = [
  { id: 'auto', title: 'as the reader’s system' },
  { id: 'light', title: 'light' },
  { id: 'dark', title: 'dark' },
] as const;

/** What to show in another page, and the HTML for it. */
export function EmbedCode() {
  const [figure, setFigure] = useState<Figure>({
    parts: ['headline', 'power'],
    runs: true,
    locked: false,
    theme: 'auto',
    height: 720,
  });
  const [said, setSaid] = useState('');
  const now = link.value;
  const name = opened.value?.scenario.name ?? '';
  if (now === null) return <p>Making the link…</p>;
  if ('problem' in now) return <p>{`It cannot be embedded: ${now.problem}.`}</p>;
  const change = (part: Partial<Figure>): void => setFigure({ ...figure, ...part });
  const code = embedCode(figure, name, new URL(now.text).hash);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(code);
      setSaid('The HTML was copied.');
    } catch {
      setSaid('The browser does not allow copying here: select the HTML and copy it.');
    }
    setTimeout(() => setSaid(''), 6000);
  };
  return (
    <div class="embed-code">
      <fieldset>
        <legend>Show</legend>
        <div class="embed-parts">
          {PARTS.map(({ id, title }) => (
            <Check
              key={id}
              label={title}
              checked={figure.parts.includes(id)}
              change={(on) => {
                const rest = figure.parts.filter((part) => part !== id);
                const parts = PARTS.flatMap((part) =>
                  [...rest, ...(on ? [id] : [])].includes(part.id) ? [part.id] : [],
                );
                if (parts.length > 0) change({ parts });
              }}
            />
          ))}
        </div>
      </fieldset>
      <div class="embed-options">
        <Check label="Runs as soon as it is seen" checked={figure.runs} change={(runs) => change({ runs })} />
        <Check
          label="Locked: the page that opens from it changes nothing"
          checked={figure.locked}
          change={(locked) => change({ locked })}
        />
        <label>
          <span>Theme</span>
          <select
            value={figure.theme}
            onChange={({ currentTarget }) => {
              change({ theme: THEMES.find(({ id }) => id === currentTarget.value)?.id ?? 'auto' });
            }}
          >
            {THEMES.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Height (px)</span>
          <input
            type="number"
            min={200}
            max={5000}
            step={20}
            value={figure.height}
            onChange={({ currentTarget }) => {
              change({ height: Math.min(5000, Math.max(200, Math.round(currentTarget.valueAsNumber || 720))) });
            }}
          />
        </label>
      </div>
      <label class="embed-html">
        <span>HTML for the other page</span>
        <textarea
          readOnly
          rows={4}
          spellcheck={false}
          value={code}
          onFocus={({ currentTarget }) => {
            currentTarget.select();
          }}
        />
      </label>
      <p class="embed-copy">
        <button type="button" onClick={() => void copy()}>
          Copy the HTML
        </button>
        <span class="note">
          The figure simulates in the reader’s browser, keeps nothing there, and opens the whole page with this
          scenario.
        </span>
        <output class="toast">{said}</output>
      </p>
    </div>
  );
}

function Check({ label, checked, change }: { label: string; checked: boolean; change: (on: boolean) => void }) {
  return (
    <label class="embed-check">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ currentTarget }) => {
          change(currentTarget.checked);
          // A choice that was refused shows as what it is.
          currentTarget.checked = checked;
        }}
      />
      <span>{label}</span>
    </label>
  );
}
