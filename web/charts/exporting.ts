import { pack } from '../../sim/share/codec.ts';
import { compressor } from '../share/compressor.ts';
import { ENGINE_VERSION } from '../../sim/measure/result.ts';
import { ran, series } from '../state/runner.ts';
import { shared } from '../state/scenario.ts';
import type { ChartContext } from './context.ts';
import { download } from './download.ts';
import { pngOf } from './exportPng.ts';
import { chartPicture, svgText } from './exportSvg.ts';
import type { Caption } from './exportSvg.ts';
import type { PanelFrame } from './frame.ts';
import type { PanelModel } from './panels.ts';

export { overviewPictures } from './overview.ts';

/** What stands on pictures of the run: fetched with the code that makes them, when the first one is asked for. */
export async function captionNow(): Promise<Caption> {
  const json = shared.value;
  const payload = json === null ? undefined : await pack(json, compressor).catch(() => undefined);
  const name = ran.value?.scenario.name ?? '';
  const where = `${location.origin}${location.pathname}`;
  return {
    about: `${name} · seed “${ran.value?.seed ?? ''}” · engine ${ENGINE_VERSION}`,
    foot:
      payload === undefined
        ? `Made with Mailwatt, ${where}`
        : `Made with Mailwatt: drop this file on ${where} to open the scenario again`,
    payload,
  };
}

/** Saves a chart as it is seen now. */
export async function saveChart(
  kind: 'svg' | 'png',
  frame: PanelFrame,
  panels: readonly PanelModel[],
  context: ChartContext,
): Promise<void> {
  const caption = await captionNow();
  const picture = chartPicture(frame, panels, context, series.value, caption);
  if (kind === 'svg') download(`${frame.chart}.svg`, 'image/svg+xml', svgText(picture));
  else download(`${frame.chart}.png`, 'image/png', await pngOf(picture, caption.payload));
}
