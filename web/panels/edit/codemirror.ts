import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, nextDiagnostic, setDiagnostics } from '@codemirror/lint';
import { EditorState, Transaction } from '@codemirror/state';
import { EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers } from '@codemirror/view';
import type { Checked } from './check.ts';
import { completions } from './completions.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { helpAt } from './jsonHelp.ts';
import { HIGHLIGHT, THEME } from './codemirrorTheme.ts';

/** The JSON editor. A module of its own: CodeMirror is as big as the rest of the page. */

/** What the editor tells its surroundings. The text's history is theirs: form and JSON are undone alike. */
export interface EditorWishes {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/** An open editor. */
export interface JsonEditor {
  /** Shows a text; what is the same in it keeps cursor and folds. */
  readonly show: (text: string) => void;
  /** Marks what is wrong. */
  readonly mark: (checked: Checked) => void;
  /** Goes to the next problem after the cursor. */
  readonly nextProblem: () => void;
  readonly close: () => void;
}

/** Opens an editor in an element. It lives in a shadow tree, where its style sheets are objects: the page's policy allows no inline ones. */
export function openEditor(host: HTMLElement, { text, onChange, onUndo, onRedo }: EditorWishes): JsonEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const own = (run: () => void) => (): boolean => {
    run();
    return true;
  };
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        foldGutter(),
        lintGutter(),
        highlightActiveLine(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        json(),
        syntaxHighlighting(HIGHLIGHT),
        THEME,
        autocompletion({ override: [completions] }),
        hoverTooltip((view, at) => helpAt(view.state.doc.toString(), at)),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'Scenario as JSON', spellcheck: 'false', tabindex: '0' }),
        keymap.of([
          { key: 'Mod-z', run: own(onUndo), stopPropagation: true },
          { key: 'Mod-Shift-z', run: own(onRedo), stopPropagation: true },
          { key: 'Mod-y', run: own(onRedo), stopPropagation: true },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...lintKeymap,
          ...foldKeymap,
          ...defaultKeymap,
        ]),
        EditorView.updateListener.of(({ docChanged, transactions, state }) => {
          const typed = transactions.some((t) => t.docChanged && t.annotation(Transaction.remote) !== true);
          if (docChanged && typed) onChange(state.doc.toString());
        }),
      ],
    }),
  });
  return {
    show: (next) => {
      const change = differenceOf(view.state.doc.toString(), next);
      if (change !== undefined) view.dispatch({ changes: change, annotations: Transaction.remote.of(true) });
    },
    mark: (checked) => {
      if (checked.text === view.state.doc.toString()) view.dispatch(setDiagnostics(view.state, diagnosticsOf(checked)));
    },
    nextProblem: () => {
      nextDiagnostic(view);
      view.focus();
    },
    close: () => view.destroy(),
  };
}

/** The one stretch in which two texts differ; undefined where they do not. */
function differenceOf(before: string, after: string): { from: number; to: number; insert: string } | undefined {
  if (before === after) return undefined;
  let from = 0;
  const least = Math.min(before.length, after.length);
  while (from < least && before[from] === after[from]) from++;
  let same = 0;
  while (same < least - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}
