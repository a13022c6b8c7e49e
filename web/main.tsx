import { render } from 'preact';
import { App } from './panels/app.tsx';
import { loadNames } from './state/examples.ts';
import { followLink } from './state/link.ts';
import { phase } from './state/runner.ts';
import { visit } from './state/scenario.ts';
import { followTheme } from './state/theme.ts';
import './theme.css';
import './layout.css';
import './charts/charts.css';

const root = document.getElementById('app');
if (root === null) throw new Error('missing element: app');

followTheme();
followLink();
render(<App />, root);

window.addEventListener('hashchange', () => {
  void visit(location.hash);
});
void visit(location.hash);

// The other examples' names are for the picker only: fetched when the first run leaves the machine alone.
const stop = phase.subscribe((now) => {
  if (now === 'idle' || now === 'running' || now === 'paused') return;
  setTimeout(() => {
    stop();
    void loadNames();
  });
});
