import type { Facts } from '../words/facts.ts';
import { incidentVerdicts } from '../words/happenings.ts';
import { Named } from './named.tsx';
import './incidentEffects.css';

/** Beneath the headline: how each design came through the incidents that mattered most. */
export function IncidentVerdicts({ facts }: { facts: Facts }) {
  const sentences = incidentVerdicts(facts);
  if (sentences.length === 0) return null;
  return (
    <ul class="incident-verdicts" aria-label="How the designs came through the incidents">
      {sentences.map((sentence) => (
        <li key={sentence}>
          <Named text={sentence} designs={facts.designs} />
        </li>
      ))}
    </ul>
  );
}
