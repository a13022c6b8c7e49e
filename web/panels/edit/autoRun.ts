import { effect, signal } from '@preact/signals';
import { runEdited, stale } from '../../state/editing.ts';
import { isRecalled } from '../../state/runner.ts';
import { recall, remember } from '../../state/store.ts';
import { checked } from './check.ts';

/** A scenario of at most so many events is run by itself: that takes about a third of a second. */
export const FEW_EVENTS = 300_000;
/** Time without a change before that [ms]. */
const PAUSE_MS = 700;

/** Whether short runs begin by themselves. */
export const autoRun = signal(recall('autoRun') !== 'off');

/** Switches runs that begin by themselves on or off, and remembers it. */
export function setAutoRun(on: boolean): void {
  autoRun.value = on;
  remember('autoRun', on ? 'on' : 'off');
}

/** Runs what is edited after a pause where that is short, and shows results at once that are still here. Ends when what it returns is called. */
export function followAutoRun(): () => void {
  return effect(() => {
    const { scenario, events } = checked.value;
    if (!stale.value || scenario === undefined) return undefined;
    const here = isRecalled(scenario, scenario.seed);
    if (!here && !(autoRun.value && events <= FEW_EVENTS)) return undefined;
    const timer = setTimeout(() => void runEdited(), here ? 200 : PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  });
}
