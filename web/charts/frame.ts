import type { ReadonlySignal } from '@preact/signals';
import type { ChartKind, ScaleKind } from './definitions.ts';
import type { Sight } from './sight.ts';

/** What a panel shares with the other panels of its chart. */
export interface PanelFrame {
  readonly chart: string;
  readonly title: string;
  readonly kind: ChartKind;
  readonly scale: ScaleKind;
  readonly axisName: string;
  /** Writes a value in the readout and the table. */
  readonly format: (value: number) => string;
  /** Writes a value on the axis. */
  readonly axisFormat: (value: number) => string;
  readonly domain: ReadonlySignal<readonly [number, number]>;
  /** The value of the darkest field, in charts that have fields. */
  readonly most: ReadonlySignal<number>;
  /** What of the run is drawn. */
  readonly sight: ReadonlySignal<Sight>;
  readonly height: number;
  /** The stream of which a moment can be asked why its mail was late; absent where nothing can be asked. */
  readonly asks?: string;
}
