import { signal } from '@preact/signals';
import type { ImportClient } from '../engine/importClient.ts';
import type { ReadOutcome } from '../engine/importProtocol.ts';
import { openText, refuse } from './scenario.ts';

/** A file of mail that is being read, or was read and waits for what to make of it. */
export interface Importing {
  readonly file: string;
  /** Share that is read. */
  readonly share: number;
  /** Undefined while it is being read. */
  readonly read: Extract<ReadOutcome, { kind: 'read' }> | undefined;
}

/** The file of mail on the page; null for none. */
export const importing = signal<Importing | null>(null);

/** The preset that imported mail is put into. */
const PRESET = 'enterprise-today@1';

let client: ImportClient | undefined;

/** Reads a log or a table in a worker of its own; nothing of it leaves the browser. */
export async function importFile(file: File): Promise<void> {
  closeImport();
  const title = `“${file.name}” cannot be imported`;
  importing.value = { file: file.name, share: 0, read: undefined };
  const mine = importing.value;
  const isMine = (): boolean => importing.value?.file === mine.file && importing.value.read === undefined;
  try {
    const { ImportClient } = await import('../engine/importClient.ts');
    if (!isMine()) return;
    const own = new ImportClient();
    client = own;
    const outcome = await own.read(file, (share) => {
      if (client === own) importing.value = { file: file.name, share, read: undefined };
    });
    if (client !== own) return;
    if (outcome.kind === 'failed') {
      closeImport();
      refuse(title, outcome.message);
      return;
    }
    importing.value = { file: file.name, share: 1, read: outcome };
  } catch (error) {
    if (!isMine()) return;
    closeImport();
    refuse(title, error instanceof Error ? error.message : String(error));
  }
}

/** Makes a scenario of the file that was read and opens it. */
export async function openImported(as: 'profile' | 'trace', mailboxes: number | undefined): Promise<void> {
  const now = importing.value;
  const own = client;
  if (now === null || own === undefined) return;
  try {
    const { presetOf } = await import('../../sim/import/preset.ts');
    const text = await own.make({ as, preset: presetOf(PRESET), mailboxes });
    if (client !== own) return;
    closeImport();
    await openText(text, now.file);
  } catch (error) {
    if (client === own) closeImport();
    refuse(`“${now.file}” cannot be imported`, error instanceof Error ? error.message : String(error));
  }
}

/** Stops reading, or forgets what was read. */
export function closeImport(): void {
  client?.close();
  client = undefined;
  importing.value = null;
}
