import { AsyncResource } from 'node:async_hooks';
import type { Attempt } from './attempt';

/** A timer that an activity has set; it fires when the harness moves the clock. */
export interface VirtualTimer {
  readonly attempt: Attempt;
  readonly sequence: number;
  readonly every: number | undefined;
  readonly call: () => void;
  due: number;
  isActive: boolean;
}

/** The time that activities see, and their timers in the order in which they fall due. */
export class VirtualClock {
  private timers: VirtualTimer[] = [];
  private sequence = 0;
  private runs = 0;
  private readings = 0;

  constructor(public now: number) {}

  /** Forgets all timers and goes to another time. */
  restart(now: number): void {
    this.timers = [];
    this.now = now;
    this.runs += 1;
    this.readings = 0;
  }

  /** The time as a stopwatch shows it: each reading some milliseconds on, and more of them in each run. */
  readStopwatch(): number {
    this.readings += 1;
    return this.now + this.readings * this.runs * 3.37;
  }

  set(attempt: Attempt, callback: () => void, delay: number, every?: number): VirtualTimer {
    const call = AsyncResource.bind(callback);
    const timer = { attempt, call, every, due: this.now + delay, sequence: this.sequence++, isActive: true };
    this.timers.push(timer);
    return timer;
  }

  /** The next timer of an attempt that may go on, up to a time. */
  next(canRun: (attempt: Attempt) => boolean, until = Infinity): VirtualTimer | undefined {
    if (this.timers.length === 0) return undefined;
    this.timers = this.timers.filter(({ isActive }) => isActive);
    let first: VirtualTimer | undefined;
    for (const timer of this.timers) {
      if (timer.due > until || !canRun(timer.attempt)) continue;
      if (first === undefined || timer.due < first.due || (timer.due === first.due && timer.sequence < first.sequence))
        first = timer;
    }
    return first;
  }

  /** Moves the time to a timer's and calls it. */
  fire(timer: VirtualTimer): void {
    this.now = Math.max(this.now, timer.due);
    if (timer.every === undefined) timer.isActive = false;
    else timer.due = this.now + Math.max(timer.every, 1);
    timer.call();
  }
}
