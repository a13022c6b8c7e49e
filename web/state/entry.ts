/**
 * Entries of the window's history. Going back between entries that differ in more than their hash fires no `hashchange`, so the page
 * remembers which hash it shows.
 */

let shown = location.hash;

/** Makes a new entry; a URL without a hash keeps none. */
export function pushEntry(state: unknown, url: string): void {
  history.pushState(state, '', url);
  shown = location.hash;
}

/** Gives the present entry another address. */
export function replaceEntry(state: unknown, url: string): void {
  history.replaceState(state, '', url);
  shown = location.hash;
}

/** Calls `visit` whenever one goes to an entry with another hash than is shown, by Back, by a link or by typing. */
export function followEntries(visit: (hash: string) => void): void {
  const follow = (): void => {
    if (location.hash === shown) return;
    shown = location.hash;
    visit(shown);
  };
  addEventListener('popstate', follow);
  addEventListener('hashchange', follow);
}
