import { startOf, moment } from '../../words/clock.ts';
import type { DesignFacts } from '../../words/facts.ts';
import { NONE, count, energy, plain, say, seconds } from '../../words/numbers.ts';
import type { Scenario } from '../../words/scenarioTypes.ts';
import { DataTable } from './dataTable.tsx';

interface Props {
  readonly scenario: Scenario;
  readonly design: DesignFacts;
}

const time = (s: number | null): string => (s === null ? NONE : say(seconds(s)));

function clockOf({ run }: Scenario): (atS: number) => string {
  const start = startOf(run.startsAt);
  return (atS) => moment(start + Math.round(atS), run.durationS);
}

/** What each incident did to this design; nothing where the scenario has none. */
export function Incidents({ scenario, design }: Props) {
  if (scenario.incidents.length === 0) return null;
  const clock = clockOf(scenario);
  const nameOf = (id: string): string => scenario.incidents.find((incident) => incident.id === id)?.name ?? id;
  return (
    <DataTable
      title="Incidents"
      what="What each incident did to this design. Times count from its beginning: until it was detected, until all that it took down worked again, until queues were back to what they were before. Deferred and lost count tries and messages while it lasted. Longest delay: of what was delivered meanwhile, mail aside that a server outside put off."
      columns={[
        { id: 'incident', head: 'Incident', text: true },
        { id: 'at', head: 'At' },
        { id: 'detected', head: 'Detected after' },
        { id: 'restored', head: 'Restored after' },
        { id: 'drained', head: 'Queues normal after' },
        { id: 'deferred', head: 'Deferred' },
        { id: 'lost', head: 'Lost' },
        { id: 'delay', head: 'Longest delay' },
        { id: 'energy', head: 'Energy' },
      ]}
      rows={design.result.incidents.map((incident) => [
        nameOf(incident.id),
        clock(incident.atS),
        time(incident.detectedS),
        time(incident.restoredS),
        time(incident.drainedS),
        count(incident.deferred),
        count(incident.lost),
        time(incident.longestDelayS),
        say(energy(incident.energyKWh)),
      ])}
      empty="None of the scenario’s incidents strikes this design."
    />
  );
}

/** Machines that moved between hosts; nothing where none did. */
export function Migrations({ scenario, design }: Props) {
  if (design.result.migrations.length === 0) return null;
  const clock = clockOf(scenario);
  return (
    <DataTable
      title="Migrations"
      what="Virtual machines that moved from one host to another while they worked. Downtime: how long the machine stood still at the end. Rounds: how often its memory was copied, because it changed meanwhile."
      columns={[
        { id: 'at', head: 'At', text: true },
        { id: 'machine', head: 'Machine', text: true },
        { id: 'from', head: 'From', text: true },
        { id: 'to', head: 'To', text: true },
        { id: 'why', head: 'Why', text: true },
        { id: 'total', head: 'Took' },
        { id: 'downtime', head: 'Downtime' },
        { id: 'rounds', head: 'Rounds' },
        { id: 'sent', head: 'Sent' },
        { id: 'paused', head: 'Sessions paused' },
        { id: 'broken', head: 'Sessions broken' },
        { id: 'outcome', head: 'Outcome', text: true },
      ]}
      rows={design.result.migrations.map((move) => [
        clock(move.atS),
        move.vm,
        move.from,
        move.to,
        move.reason,
        time(move.totalS),
        `${plain(move.downtimeMs)} ms`,
        count(move.rounds),
        `${plain(move.sentGB)} GB`,
        count(move.sessionsPaused),
        count(move.sessionsBroken),
        move.outcome,
      ])}
      empty=""
    />
  );
}

/** What admission control reckoned; nothing where no pool has it. */
export function Admission({ design }: Pick<Props, 'design'>) {
  if (design.result.admission.length === 0) return null;
  return (
    <DataTable
      title="Room for host failures"
      what="What each pool’s admission control reckoned before the run: how many hosts may die with room for all machines on the others. Beside it what the run showed."
      columns={[
        { id: 'pool', head: 'Pool', text: true },
        { id: 'policy', head: 'Policy', text: true },
        { id: 'tolerates', head: 'Survives' },
        { id: 'wanted', head: 'Wanted' },
        { id: 'deaths', head: 'Hosts died' },
        { id: 'room', head: 'Found no room' },
        { id: 'how', head: 'Reckoning', text: true },
      ]}
      rows={design.result.admission.map((pool) => [
        pool.pool,
        pool.policy,
        <span key="tolerates" class={pool.ok ? 'met' : 'missed'}>
          {countOfHosts(pool.tolerates)} <strong>{pool.ok ? 'enough' : 'too few'}</strong>
        </span>,
        countOfHosts(pool.wanted),
        count(pool.hostDeaths),
        count(pool.withoutRoom),
        pool.reckoning,
      ])}
      empty=""
    />
  );
}

function countOfHosts(n: number): string {
  return `${count(n)} ${n === 1 ? 'host' : 'hosts'}`;
}
