import { render } from 'preact';
import { App } from './panels/app.tsx';
import { followEditing } from './state/editing.ts';
import { followEntries } from './state/entry.ts';
import { followKeys } from './state/keys.ts';
import { followLink } from './state/link.ts';
import { followReproduction } from './state/reproduction.ts';
import { reader } from './state/reader.ts';
import { prepare, visit } from './state/scenario.ts';
import { followScreen, namesLesson } from './state/screen.ts';
import { followTheme } from './state/theme.ts';
import { followVersion } from './state/version.ts';
import './theme.css';
import './layout.css';
import './charts/charts.css';
import './charts/table.css';
import './charts/what.css';
import './panels/below.css';
import './panels/verdicts.css';
import './print.css';

const root = document.getElementById('app');
if (root === null) throw new Error('missing element: app');

if (namesLesson()) void reader();
else prepare(location.hash);
followTheme();
followScreen();
followLink();
followReproduction();
followEditing();
followVersion();
followKeys();
render(<App />, root);

const follow = (hash: string): void => {
  if (!namesLesson()) void visit(hash);
};
followEntries(follow);
follow(location.hash);
