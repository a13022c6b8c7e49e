import { useEffect, useState } from 'preact/hooks';
import { openText, refuse, visit } from '../state/scenario.ts';
import { openFile } from './openFile.ts';

/** Takes files dropped anywhere on the page, and scenarios or links pasted outside of fields. */
export function DropZone() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    const carriesFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const listen = (type: 'dragenter' | 'dragover' | 'drop' | 'dragleave', act: (event: DragEvent) => void): void => {
      window.addEventListener(type, act, { signal });
    };
    const offer = (event: DragEvent): void => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      setOver(true);
    };
    listen('dragenter', offer);
    listen('dragover', offer);
    listen('dragleave', (event) => {
      if (event.relatedTarget === null) setOver(false);
    });
    listen('drop', (event) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      setOver(false);
      drop(event.dataTransfer?.files);
    });
    document.addEventListener('paste', paste, { signal });
    return () => {
      abort.abort();
    };
  }, []);
  return over ? (
    <div class="drop-zone" aria-hidden="true">
      <p>Drop a scenario, a chart saved here, or a mail log to open it</p>
    </div>
  ) : null;
}

function drop(files: FileList | undefined): void {
  const [file] = files ?? [];
  if (file === undefined) return;
  if ((files?.length ?? 0) > 1) refuse('Several files were dropped', 'Drop one file at a time.');
  else void openFile(file);
}

function paste(event: ClipboardEvent): void {
  const { target } = event;
  if (target instanceof HTMLElement && target.closest('input, textarea, select') !== null) return;
  const [file] = event.clipboardData?.files ?? [];
  const text = event.clipboardData?.getData('text/plain').trim() ?? '';
  const hash = /#(?:\d+\.|u\.|example\/)\S*$/.exec(text)?.[0];
  if (file !== undefined) void openFile(file);
  else if (hash !== undefined && !text.includes('\n')) void visit(hash);
  else if (text.startsWith('{')) void openText(text, 'pasted text');
}
