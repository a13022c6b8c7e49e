import { InstanceState } from '../../columns/instances.ts';
import type { ScalingSpec } from '../../scenario/schema/operation.ts';
import type { World } from '../world.ts';
import type { Agenda } from './agenda.ts';
import type { Machines } from './machines.ts';
import type { Migrations } from './migrations.ts';
import type { Restarts } from './restarts.ts';
import type { Shadows } from './shadows.ts';

/** How often a draining machine is looked at [s]. */
const DRAIN_LOOK_S = 5;

/**
 * The number of instances follows the load: by a utilization aimed at (as the Kubernetes autoscaler does:
 * wanted = ⌈work of so many full machines / target⌉, nothing while within the tolerance), or one more above a threshold and one less below another.
 * New machines are made, booted and then serve; machines that go are drained first.
 */
export class Scaling {
  private readonly world: World;
  private readonly machines: Machines;
  private readonly restarts: Restarts;
  private readonly migrations: Migrations;
  private readonly shadows: Shadows;
  private readonly agenda: Agenda;
  /** Busy core seconds of each tier at the last look, and provided ones. */
  private readonly busyBefore: Float64Array;
  private readonly providedBefore: Float64Array;
  /** When each tier was last changed [s]. */
  private readonly changedAt: Float64Array;
  /** 1 for machines that are being made. */
  private readonly provisioning: Uint8Array;
  /** Machines that drain because they are too many; others drain because their host is to be worked on. */
  private readonly surplus = new Set<number>();
  /** Told when a machine has left its host. */
  freed: (now: number) => void = () => undefined;

  constructor(
    world: World,
    parts: { machines: Machines; restarts: Restarts; migrations: Migrations; shadows: Shadows; agenda: Agenda },
  ) {
    this.world = world;
    this.machines = parts.machines;
    this.restarts = parts.restarts;
    this.migrations = parts.migrations;
    this.shadows = parts.shadows;
    this.agenda = parts.agenda;
    const n = world.tiers.ids.length;
    this.busyBefore = new Float64Array(n);
    this.providedBefore = new Float64Array(n);
    this.changedAt = new Float64Array(n).fill(-Infinity);
    this.provisioning = new Uint8Array(world.instances.count);
  }

  /** Puts the first look of every tier that scales on the agenda. */
  begin(): void {
    this.world.tierDesigns.forEach((how, tier) => {
      if (how?.scaling) this.agenda.at(how.scaling.everyS, { what: 'scale', tier });
    });
  }

  /** Looks at a tier and decides. */
  look(tier: number, now: number): void {
    const spec = this.world.tierDesigns[tier]?.scaling;
    if (!spec) return;
    this.agenda.at(now + spec.everyS, { what: 'scale', tier });
    const { utilization, busyMachines } = this.sinceLook(tier, spec, now);
    const serving = this.members(tier, InstanceState.serving);
    const coming = this.coming(tier);
    const have = serving.length + coming;
    const want = Math.max(spec.min, Math.min(spec.max, wanted(spec, have, utilization, busyMachines)));
    if (want > have && now - this.changedAt[tier] >= spec.cooldownS) this.scaleOut(tier, want - have, spec, now);
    else if (want < have && coming === 0 && now - this.changedAt[tier] >= spec.cooldownDownS) {
      this.scaleIn(tier, serving, have - want, now);
    }
  }

  /** A machine has been made: it boots wherever there is room. */
  provisioned(instance: number, now: number): void {
    if (this.provisioning[instance] === 0) return;
    this.provisioning[instance] = 0;
    this.machines.expect(instance, now);
    this.restarts.startAnywhere(instance, now);
  }

  /** Looks whether a machine that was too many is done. The last one that works stays: somebody has to take over its spool. */
  drained(instance: number, now: number): void {
    const { instances } = this.world;
    if (!this.surplus.has(instance)) return;
    if (instances.state[instance] !== InstanceState.draining) {
      this.surplus.delete(instance);
      return;
    }
    const isBusy = instances.inService.value[instance] > 0 || instances.backlog[instance].length > 0;
    if (
      isBusy ||
      this.migrations.isMoving(instance) ||
      this.members(instances.tier[instance], InstanceState.serving).length === 0
    ) {
      this.agenda.at(now + DRAIN_LOOK_S, { what: 'drained', instance });
      return;
    }
    this.surplus.delete(instance);
    this.shadows.detach(instance, now);
    this.machines.switchOff(instance, now);
    this.freed(now);
  }

  private scaleOut(tier: number, more: number, spec: ScalingSpec, now: number): void {
    const { journal, tiers } = this.world;
    let made = 0;
    // What is draining already works: it is called back first.
    for (const instance of this.members(tier, InstanceState.draining)) {
      if (made === more) break;
      if (!this.surplus.delete(instance)) continue;
      this.machines.serve(instance, now);
      made++;
    }
    for (const instance of this.members(tier, InstanceState.off)) {
      if (made === more) break;
      if (this.provisioning[instance] === 1) continue;
      this.provisioning[instance] = 1;
      this.agenda.at(now + spec.provisionS, { what: 'provisioned', instance });
      made++;
    }
    if (made === 0) return;
    this.changedAt[tier] = now;
    journal.add(now, 'scaled out', tiers.ids[tier], `${made} more`);
  }

  private scaleIn(tier: number, serving: readonly number[], less: number, now: number): void {
    const { journal, tiers } = this.world;
    // The youngest go first.
    for (const instance of serving.slice(-less)) {
      this.machines.drain(instance, now);
      this.surplus.add(instance);
      this.agenda.at(now + DRAIN_LOOK_S, { what: 'drained', instance });
    }
    this.changedAt[tier] = now;
    journal.add(now, 'scaled in', tiers.ids[tier], `${less} less`);
  }

  private members(tier: number, state: number): number[] {
    const { tiers, instances } = this.world;
    const members: number[] = [];
    for (let i = tiers.firstInstance[tier]; i < tiers.endInstance[tier]; i++) {
      if (instances.state[i] === state) members.push(i);
    }
    return members;
  }

  /** Machines that are being made, boot, or wait for a restart. */
  private coming(tier: number): number {
    const { tiers, instances } = this.world;
    let coming = 0;
    for (let i = tiers.firstInstance[tier]; i < tiers.endInstance[tier]; i++) {
      const state = instances.state[i];
      if (this.provisioning[i] === 1 || state === InstanceState.booting || state === InstanceState.down) coming++;
    }
    return coming;
  }

  /** Since the last look: mean utilization, and as how many fully busy machines' work that was. */
  private sinceLook(tier: number, spec: ScalingSpec, now: number): { utilization: number; busyMachines: number } {
    const { tiers, instances } = this.world;
    let busy = 0;
    let provided = 0;
    for (let i = tiers.firstInstance[tier]; i < tiers.endInstance[tier]; i++) {
      busy += instances.busy.total(i, now);
      provided += instances.provided.total(i, now);
    }
    const cores = provided - this.providedBefore[tier];
    const busyCoreS = busy - this.busyBefore[tier];
    this.busyBefore[tier] = busy;
    this.providedBefore[tier] = provided;
    return {
      utilization: cores > 0 ? busyCoreS / cores : 0,
      busyMachines: busyCoreS / (instances.vcpus[tiers.firstInstance[tier]] * spec.everyS),
    };
  }
}

/**
 * How many instances a tier should have. Reckoned from the work done, for those that are to stay or come: what drains helps only for now,
 * and what came since the last look has not done all of its work yet.
 */
function wanted(spec: ScalingSpec, have: number, utilization: number, busyMachines: number): number {
  if (spec.policy === 'thresholds') {
    if (utilization > spec.up) return have + 1;
    return utilization < spec.down ? have - 1 : have;
  }
  const ratio = busyMachines / (have * spec.targetUtilization);
  if (Math.abs(ratio - 1) <= spec.tolerance) return have;
  return Math.ceil(busyMachines / spec.targetUtilization - 1e-9);
}
