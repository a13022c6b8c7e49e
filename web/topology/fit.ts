/** Text that fits: SVG neither wraps nor cuts. */

let context: CanvasRenderingContext2D | null | undefined;
const widths = new Map<string, number>();

/** Width of a text in the page's font [px]; estimated where there is no page. */
function widthOf(text: string, size: number, bold: boolean): number {
  if (typeof document === 'undefined') return text.length * size * 0.55;
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return text.length * size * 0.55;
  const font = `${bold ? '650 ' : ''}${size}px ${getComputedStyle(document.body).fontFamily}`;
  context.font = font;
  return context.measureText(text).width;
}

/** A text cut to a width [px], with an ellipsis where something is missing. */
export function fit(text: string, width: number, size = 12, bold = false): string {
  const measure = (part: string): number => {
    const key = `${size}${bold ? 'b' : ''} ${part}`;
    let known = widths.get(key);
    if (known === undefined) {
      if (widths.size > 20_000) widths.clear();
      known = widthOf(part, size, bold);
      widths.set(key, known);
    }
    return known;
  };
  if (measure(text) <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${text.slice(0, middle)}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : `${text.slice(0, low).trimEnd()}…`;
}
