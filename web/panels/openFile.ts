import { openText, refuse } from '../state/scenario.ts';

/** A scenario file of more bytes than this is not read [bytes]. */
const MAX_FILE = 4_000_000;

/** Opens a file that the reader chose or dropped. */
export async function openFile(file: File): Promise<void> {
  if (file.size > MAX_FILE) {
    refuse(`“${file.name}” cannot be opened`, 'It is bigger than 4 MB; no scenario is.');
    return;
  }
  let text: string;
  try {
    text = await file.text();
  } catch {
    refuse(`“${file.name}” cannot be opened`, 'The browser could not read it. Is it a folder, or was it moved?');
    return;
  }
  await openText(text, file.name);
}
