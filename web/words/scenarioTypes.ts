/** The scenario's types under the names that the page uses. */
export type { Scenario } from '../../sim/scenario/schema/scenario.ts';
export type { Design } from '../../sim/scenario/schema/design.ts';
export type { Stream } from '../../sim/scenario/schema/mail.ts';
export type { Incident } from '../../sim/scenario/schema/incident.ts';
