import { opened } from '../state/scenario.ts';
import { About } from './about.tsx';
import { Charts } from './charts.tsx';
import { Details } from './details.tsx';
import { DropZone } from './dropZone.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { IncidentEffects } from './incidentEffects.tsx';
import { Lead } from './lead.tsx';
import { RunBar } from './runBar.tsx';
import { Share } from './share.tsx';
import { Topology } from './topology.tsx';
import { TroubleReport } from './trouble.tsx';
import { Verdicts } from './verdicts.tsx';
import { Welcome } from './welcome.tsx';

/** The page. */
export function App() {
  const now = opened.value;
  return (
    <>
      <Header />
      <main>
        <TroubleReport />
        {now === null ? (
          <Welcome />
        ) : (
          <>
            <Lead scenario={now.scenario} notes={now.notes} />
            <RunBar />
            <Verdicts />
            <IncidentEffects />
            <Topology />
            <Charts />
            <Details />
            <About text={now.scenario.about} />
            <Share />
          </>
        )}
      </main>
      <Footer />
      <DropZone />
    </>
  );
}
