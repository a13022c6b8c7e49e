import { proxy, wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { ImportApi, MakeOptions, ReadOutcome } from './importProtocol.ts';

/** The worker that reads one file. To cancel it is to end it: nothing that it knows is needed then. */
export class ImportClient {
  private readonly worker: Worker;
  private readonly api: Remote<ImportApi>;
  /** Rejects when the worker breaks: comlink never settles a call whose worker is gone. */
  private readonly broken: Promise<never>;

  constructor() {
    this.worker = new Worker(new URL('./import.worker.ts', import.meta.url), {
      type: 'module',
      name: 'mailwatt import',
    });
    this.api = wrap<ImportApi>(this.worker);
    this.broken = new Promise<never>((_, reject) => {
      this.worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error('The part of the page that reads files could not be loaded or has failed. Reload the page.'));
      };
    });
    this.broken.catch(() => undefined);
  }

  /** Reads a file; `tell` hears the share that is done. */
  read(file: File, tell: (share: number) => void): Promise<ReadOutcome> {
    const now = new Date();
    const today = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
    return Promise.race([this.api.read(file, today, proxy(tell)), this.broken]);
  }

  /** Makes the text of a scenario of the file that was read. */
  make(options: MakeOptions): Promise<string> {
    return Promise.race([this.api.make(options), this.broken]);
  }

  /** Ends the worker. */
  close(): void {
    this.worker.terminate();
  }
}
