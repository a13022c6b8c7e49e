import type { ComponentType } from 'preact';
import { locked } from '../state/manner.ts';
import type { ScreenId } from '../state/screen.ts';

/** A screen of the page beside the results: what it is called and how it is fetched. */
export interface Screen {
  readonly id: ScreenId;
  readonly label: string;
  readonly load: () => Promise<ComponentType>;
}

const ALL: readonly Screen[] = [
  { id: 'start', label: 'Start', load: () => import('./start/screen.tsx').then(({ StartScreen }) => StartScreen) },
  { id: 'edit', label: 'Edit', load: () => import('./edit/screen.tsx').then(({ EditScreen }) => EditScreen) },
  {
    id: 'lessons',
    label: 'Lessons',
    load: () => import('./lessons/screen.tsx').then(({ LessonsScreen }) => LessonsScreen),
  },
  {
    id: 'compare',
    label: 'Compare',
    load: () => import('./compare/screen.tsx').then(({ CompareScreen }) => CompareScreen),
  },
];

/** Screens that a link can lock: there one changes the scenario, or chooses another. */
const CHANGING: readonly ScreenId[] = ['start', 'edit'];

/** The screens that are fetched when they are first looked at, in the order of their links; the results come after the start. */
export const SCREENS: readonly Screen[] = ALL.filter(({ id }) => !(locked && CHANGING.includes(id)));
