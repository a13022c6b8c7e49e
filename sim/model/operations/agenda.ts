import { TimeHeap } from '../../kernel/timeHeap.ts';
import type { World } from '../world.ts';

/**
 * Something that the control plane will do: plain data; `what` names its handler. What was planned for a state that has passed is void:
 * `change` numbers a host's states, `downAt` and `bootAt` tell an instance's apart.
 */
export type Task =
  | { readonly what: 'begin incident'; readonly incident: number }
  | { readonly what: 'end incident'; readonly incident: number }
  | { readonly what: 'watch incidents' }
  | { readonly what: 'host fails'; readonly host: number }
  | { readonly what: 'host repaired'; readonly host: number }
  | { readonly what: 'host booted'; readonly host: number; readonly change: number }
  | { readonly what: 'host stopped'; readonly host: number; readonly change: number }
  | { readonly what: 'balancer notices'; readonly instance: number; readonly downAt: number }
  | { readonly what: 'cluster notices'; readonly host: number; readonly change: number }
  | { readonly what: 'boot instance'; readonly instance: number; readonly downAt: number }
  | { readonly what: 'instance booted'; readonly instance: number; readonly bootAt: number }
  | { readonly what: 'migration step'; readonly migration: number; readonly step: number }
  | { readonly what: 'scale'; readonly tier: number }
  | { readonly what: 'provisioned'; readonly instance: number }
  | { readonly what: 'drained'; readonly instance: number }
  | { readonly what: 'host power'; readonly pool: string }
  | { readonly what: 'rebalance'; readonly pool: string }
  | { readonly what: 'maintain'; readonly maintenance: number };

/** One handler for each kind of task. */
export type TaskHandlers = { readonly [W in Task['what']]: (task: Extract<Task, { what: W }>, now: number) => void };

/**
 * What the control plane is going to do, by time. It is one subject of the pending set however much stands in it; tasks are few,
 * so they are plain objects.
 */
export class Agenda {
  private readonly world: World;
  private readonly times = new TimeHeap();
  private readonly tasks = new Map<number, Task>();
  private numbered = 0;

  constructor(world: World) {
    this.world = world;
  }

  /** Puts a task down for a time [s]; Infinity is never. */
  at(time: number, task: Task): void {
    if (time === Infinity) return;
    const number = this.numbered++;
    this.tasks.set(number, task);
    this.times.push(time, number);
    this.reschedule();
  }

  /** Takes the task that is due. */
  take(): Task {
    const number = this.times.pop();
    const task = this.tasks.get(number);
    if (task === undefined) throw new Error(`no task ${number} on the agenda`);
    this.tasks.delete(number);
    this.reschedule();
    return task;
  }

  private reschedule(): void {
    const { pending, subjects } = this.world;
    pending.schedule(subjects.first.agenda, this.times.peekKey());
  }
}
