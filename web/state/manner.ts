/** How the page is asked to behave, by the query of its address; it stays so until it is loaded again. */

const query = new URLSearchParams(location.search);

/** Whether the page is a figure in another page (`?embed=1`): little around it, and nothing is kept in the browser. */
export const embedded = query.get('embed') === '1';

/** Whether whatever changes the scenario is hidden (`?lock=1`). */
export const locked = query.get('lock') === '1';

/** Whether a scenario that the address names is run when it is opened; not with `?run=0`. */
export const runsAtOnce = query.get('run') !== '0';

/** What is looked at (`?view=`): a screen, or parts of the results, which are separated by commas. */
export const viewed: readonly string[] = (query.get('view') ?? '').split(',').filter((part) => part !== '');
