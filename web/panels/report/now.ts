import { facts } from '../../state/facts.ts';
import { linkOfRun } from '../../state/link.ts';
import { ran, result, series } from '../../state/runner.ts';
import { opened } from '../../state/scenario.ts';
import { fileName } from '../share.tsx';
import { flagsOf } from '../incidents.ts';
import { reportOf } from './report.ts';

/** A report as a file. */
export interface ReportFile {
  readonly name: string;
  readonly text: string;
}

/** The report of the run on the page; undefined while there is no result. `baseId`: the design that the others are held against, else the first. */
export async function reportNow(baseId: string | undefined): Promise<ReportFile | undefined> {
  const [now, whole, run, stores, open] = [facts.value, result.value, ran.value, series.value, opened.value];
  const base = now?.designs.find(({ id }) => id === baseId) ?? now?.designs[0];
  if (now === undefined || base === undefined || whole === null || run === null) return undefined;
  // The chunk that exports pictures, which is shared with the charts.
  const { overviewPictures } = await import('../../charts/exporting.ts');
  const isOwn = open?.scenario === run.scenario;
  const preset = open?.json['extends'];
  return {
    name: `${fileName(run.scenario.name)}.report.html`,
    text: reportOf({
      facts: now,
      base,
      seed: whole.seed,
      engine: whole.engine,
      digest: whole.digest,
      preset: isOwn ? (typeof preset === 'string' ? preset : null) : undefined,
      link: await linkOfRun(),
      charts: overviewPictures(now, flagsOf(run.scenario), stores),
    }),
  };
}
