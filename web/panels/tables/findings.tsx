import type { DesignFacts } from '../../words/facts.ts';
import { DataTable } from './dataTable.tsx';

const ORDER = ['high', 'medium', 'low', 'info'] as const;

/** Rules that the design breaks or endangers. */
export function Findings({ design }: { design: DesignFacts }) {
  const findings = [...design.result.findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  return (
    <DataTable
      title="Findings"
      what="Rules of segmentation, protection of the hypervisor and placement that this design breaks or endangers, worst first."
      columns={[
        { id: 'severity', head: 'Severity', text: true },
        { id: 'where', head: 'Where', text: true },
        { id: 'why', head: 'Why', text: true },
        { id: 'rule', head: 'Rule', text: true },
        { id: 'source', head: 'Source', text: true },
      ]}
      rows={findings.map(({ rule, severity, where, why, source }) => [
        <span key="severity" class={`severity severity-${severity}`}>
          {severity}
        </span>,
        where,
        why,
        rule,
        source,
      ])}
      empty="None: this design breaks none of the rules that are checked."
    />
  );
}
