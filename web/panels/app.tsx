import { embedded, locked } from '../state/manner.ts';
import { opened } from '../state/scenario.ts';
import { screen } from '../state/screen.ts';
import { About } from './about.tsx';
import { Charts } from './charts.tsx';
import { Details } from './details.tsx';
import { DropZone } from './dropZone.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { ImportPanel } from './importPanel.tsx';
import { IncidentEffects } from './incidentEffects.tsx';
import { KeyHelp } from './keyHelp.tsx';
import { Lead } from './lead.tsx';
import { Reproduced } from './reproduced.tsx';
import { RunBar } from './runBar.tsx';
import { ScreenFrame } from './screenFrame.tsx';
import { ScreenLinks } from './screenLinks.tsx';
import { SCREENS } from './screens.ts';
import { Share } from './share.tsx';
import { Sources } from './sources.tsx';
import { Topology } from './topology.tsx';
import { TroubleReport } from './trouble.tsx';
import { Verdicts } from './verdicts.tsx';
import { VersionNotice } from './versionNotice.tsx';
import { WhatIf } from './whatIf.tsx';
import { Welcome } from './welcome.tsx';

/** The figure that the page is in another page. */
const FIGURE = {
  id: 'figure',
  label: 'Mailwatt',
  load: () => import('./embed/figure.tsx').then(({ EmbedFigure }) => EmbedFigure),
} as const;

/** The page. */
export function App() {
  if (embedded) return <ScreenFrame screen={FIGURE} />;
  const other = SCREENS.find(({ id }) => id === screen.value);
  return (
    <>
      <Header />
      <ScreenLinks />
      <main>
        <TroubleReport />
        <ImportPanel />
        {other === undefined ? <Results /> : <ScreenFrame screen={other} />}
      </main>
      <Footer />
      {!locked && <DropZone />}
      <VersionNotice />
      <KeyHelp />
    </>
  );
}

/** The screen that opens first: what is compared, and what the run says of it. */
function Results() {
  const now = opened.value;
  if (now === null) return <Welcome />;
  return (
    <>
      <Lead scenario={now.scenario} notes={now.notes} />
      <RunBar />
      <Reproduced />
      <Verdicts />
      {!locked && <WhatIf />}
      <IncidentEffects />
      <Topology />
      <Charts />
      <Details />
      <About text={now.scenario.about} />
      <Sources />
      <Share />
    </>
  );
}
