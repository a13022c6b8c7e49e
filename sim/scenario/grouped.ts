/** A whole number for people: its thousands parted by commas. Written out, since what a locale makes of numbers is not the same everywhere. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
