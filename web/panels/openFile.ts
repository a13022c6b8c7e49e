import { readAddress } from '../../sim/share/address.ts';
import { isPng, linkInPng, linkInSvg } from '../share/carrier.ts';
import { compressor } from '../share/compressor.ts';
import { importFile } from '../state/importing.ts';
import { openText, refuse } from '../state/scenario.ts';

/** A scenario file of more bytes than this is not read [bytes]. */
const MAX_FILE = 4_000_000;

/** Opens a file that the reader chose or dropped. */
export async function openFile(file: File): Promise<void> {
  if (await bringsMail(file)) {
    await importFile(file);
    return;
  }
  if (file.size > MAX_FILE) {
    refuse(`“${file.name}” cannot be opened`, 'It is bigger than 4 MB; no scenario is.');
    return;
  }
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    refuse(`“${file.name}” cannot be opened`, 'The browser could not read it. Is it a folder, or was it moved?');
    return;
  }
  const text = new TextDecoder().decode(bytes);
  if (isPng(bytes)) await openPicture(linkInPng(bytes), file.name);
  else if (/^\s*<(?:\?xml|svg|!DOCTYPE svg)/.test(text)) await openPicture(linkInSvg(text), file.name);
  else await openText(text, file.name);
}

/** Opens the scenario that an exported picture carries, with every check that a link goes through. */
async function openPicture(link: string | undefined, name: string): Promise<void> {
  const title = `“${name}” cannot be opened`;
  if (link === undefined) {
    refuse(
      title,
      'It is a picture that carries no scenario. Charts that were saved here as SVG or PNG do, unless a program saved them anew.',
    );
    return;
  }
  const address = await readAddress(`#${link}`, compressor);
  if (address.kind === 'scenario') await openText(JSON.stringify(address.json, null, 2), name);
  else refuse(title, 'It is a picture whose scenario is damaged. Ask for the scenario as a file or link.');
}

/** Names of logs and tables, as log rotation leaves them: mail.log, maillog-20240513, mail.log.2.gz, arrivals.csv. */
const MAIL_NAME =
  /\.(?:log|csv|tsv)(?:[.-]\d+)?(?:\.gz)?$|^(?:mail|maillog|syslog|postfix)(?:-\d+)?(?:\.\d+)?(?:\.gz)?$/i;

/** Whether a file holds mail instead of a scenario: by its name, or by its first lines. */
async function bringsMail(file: File): Promise<boolean> {
  if (/\.(?:json|svg|png)$/i.test(file.name)) return false;
  if (MAIL_NAME.test(file.name)) return true;
  try {
    const head = await file.slice(0, 8192).text();
    return !head.trimStart().startsWith('{') && / postfix[\w.-]*\/[\w/-]+\[\d+\]: |^time *[,;\t]/i.test(head);
  } catch {
    return false;
  }
}
