import { useState } from 'preact/hooks';
import { download } from '../charts/download.ts';

/** Downloads the run as a page of its own, with the designs held against `base`, or against the first one. */
export function ReportButton({ base }: { base?: string }) {
  const [failed, setFailed] = useState(false);
  const make = async (): Promise<void> => {
    try {
      const { reportNow } = await import('./report/now.ts');
      const report = await reportNow(base);
      if (report !== undefined) download(report.name, 'text/html', report.text);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <p class="report-way">
      <button
        type="button"
        title="Download the run as a page to print or mail: objectives, key figures, charts, findings, assumptions"
        onClick={() => void make()}
      >
        Report
      </button>
      {failed && <output>The report could not be made. Check the connection, then reload the page.</output>}
    </p>
  );
}
