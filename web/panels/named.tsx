import { designInk } from '../charts/palette.ts';

/** A sentence in which the names of designs stand out, underlined in their color and dashes. */
export function Named({ text, designs }: { text: string; designs: readonly { readonly name: string }[] }) {
  return (
    <>
      {pieces(text, designs).map((piece, i) => (piece.design === undefined ? piece.text : <Name key={i} {...piece} />))}
    </>
  );
}

interface Piece {
  readonly text: string;
  readonly design: number | undefined;
}

/** Cuts a sentence at the names of designs, the longest name first where one begins with another. */
function pieces(text: string, designs: readonly { readonly name: string }[]): Piece[] {
  const names = designs.map(({ name }, design) => ({ name, design })).sort((a, b) => b.name.length - a.name.length);
  const found: Piece[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const hit = names.find(({ name }) => name !== '' && text.startsWith(name, at));
    if (hit === undefined) {
      plain += text.charAt(at);
      at += 1;
      continue;
    }
    if (plain !== '') found.push({ text: plain, design: undefined });
    plain = '';
    found.push({ text: hit.name, design: hit.design });
    at += hit.name.length;
  }
  return plain === '' ? found : [...found, { text: plain, design: undefined }];
}

function Name({ text, design }: Piece) {
  const { color, dash } = designInk(design ?? 0);
  const style = dash === 'none' ? 'solid' : dash.startsWith('2') || dash.startsWith('1 ') ? 'dotted' : 'dashed';
  return <span class={`name name-${style} c${color}`}>{text}</span>;
}
