import { parentPort } from 'node:worker_threads';
import type { DesignResult } from '../../measure/result.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { runToEnd, type Work } from './work.ts';

/** What a worker thread is told: one run to do. */
export interface ToWorker {
  readonly scenario: Scenario;
  readonly work: Work;
}

/** What a worker thread says. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly share: number; readonly events: number }
  | { readonly kind: 'result'; readonly result: DesignResult }
  | { readonly kind: 'failed'; readonly error: unknown };

/** How often a worker tells how far it is [ms]. */
const EVERY_MS = 100;

const port = parentPort;
if (!port) throw new Error('runs as a worker thread only');
const say = (message: FromWorker): void => port.postMessage(message);

port.on('message', ({ scenario, work }: ToWorker) => {
  let told = 0;
  runToEnd(scenario, work, (share, events) => {
    if (performance.now() - told < EVERY_MS) return;
    told = performance.now();
    say({ kind: 'progress', share, events });
  }).then(
    (result) => say({ kind: 'result', result }),
    (error: unknown) => say({ kind: 'failed', error }),
  );
});
say({ kind: 'ready' });
