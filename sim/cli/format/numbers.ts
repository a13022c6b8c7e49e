/** Numbers for people: grouped digits, so many decimals that three digits count. */

/** A count: whole, in groups of three. */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A quantity with three significant digits; a dash for none. */
export function quantity(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  const size = Math.abs(value);
  if (size >= 1000) return (value < 0 ? '−' : '') + count(size);
  if (size >= 99.95) return value.toFixed(0);
  if (size >= 9.995) return value.toFixed(1);
  if (size >= 0.9995) return value.toFixed(2);
  return size === 0 ? '0' : value.toPrecision(size < 1e-4 ? 2 : 3);
}

/** A share in percent. */
export function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? '–' : `${(share * 100).toFixed(share < 0.0995 ? 2 : 1)}%`;
}
