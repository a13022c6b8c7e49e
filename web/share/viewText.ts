/** What of a run is looked at, as the end of a link says it. A stranger may have written it: whatever is not understood is left out. */

/** What of a run is looked at; what is left out is as it is at first. */
export interface View {
  /** Zoomed stretch of time [s from the start of the run]. */
  readonly range?: readonly [number, number];
  /** Panels by tier (or percentile, or stream) instead of by design. */
  readonly byPart?: boolean;
  /** Hidden lines, as `chart/line`. */
  readonly hidden?: readonly string[];
  /** The quantity chosen in a chart. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Charts whose vertical scale was switched. */
  readonly switched?: readonly string[];
  /** The stream whose delivery is charted. */
  readonly stream?: string;
}

/** More than a page can be told to look at. */
const MAX_CHARACTERS = 4000;
/** Names of charts and of what can be chosen in them. */
const NAME = /^[A-Za-z][\w.-]{0,60}$/;

/** Writes what is looked at; '' where all is as at first. */
export function viewText({ range, byPart, hidden = [], choices = {}, switched = [], stream }: View): string {
  const words = new URLSearchParams();
  if (range !== undefined) words.set('time', range.map((at) => String(Math.round(at * 1000) / 1000)).join(' '));
  if (byPart === true) words.set('by', 'part');
  for (const line of hidden) words.append('hide', line);
  for (const [chart, choice] of Object.entries(choices)) words.append('show', `${chart} ${choice}`);
  for (const chart of switched) words.append('scale', chart);
  if (stream !== undefined) words.set('of', stream);
  return words.toString();
}

/** Reads what is to be looked at. */
export function readView(text: string): View {
  if (text.length > MAX_CHARACTERS) return {};
  const words = new URLSearchParams(text);
  const [from = NaN, to = NaN] = (words.get('time') ?? '').split(' ').map(Number);
  const pairs = words.getAll('show').map((pair) => pair.split(' '));
  const choices = pairs.filter(([chart = '', choice = '']) => NAME.test(chart) && NAME.test(choice));
  const hidden = words.getAll('hide');
  const switched = words.getAll('scale').filter((chart) => NAME.test(chart));
  const stream = words.get('of');
  return {
    ...(from >= 0 && to > from && to < Infinity && { range: [from, to] }),
    ...(words.get('by') === 'part' && { byPart: true }),
    ...(hidden.length > 0 && { hidden }),
    ...(choices.length > 0 && { choices: Object.fromEntries(choices) as Record<string, string> }),
    ...(switched.length > 0 && { switched }),
    ...(stream !== null && { stream }),
  };
}
