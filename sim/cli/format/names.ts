import { parsePointer } from '../../scenario/pointer.ts';

/** Short names of pointers for a table's head: as many of each one's last names as tell it from the others. */
export function shortNames(pointers: readonly string[]): string[] {
  const paths = pointers.map((pointer) => parsePointer(pointer));
  const tail = (path: readonly string[], n: number) => path.slice(-n).join('/');
  return paths.map((path, i) => {
    let n = 1;
    const shared = () => paths.some((other, k) => k !== i && tail(other, n) === tail(path, n));
    while (n < path.length && shared()) n++;
    return tail(path, n);
  });
}
