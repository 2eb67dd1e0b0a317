import { CompleteAsyncError } from '@temporalio/activity';
import type { Effect, EffectFault } from '../../world';
import { AttemptEnvironment } from './attempt-environment';
import type { AttemptPlan, Interruption, Outcome, Point } from './attempt-plan';
import type { VirtualClock, VirtualTimer } from './clock';
import { faultsOf } from './connection-faults';
import { type Deferred, deferred } from './deferred';
import { outcomeOf } from './outcome-of';
import type { Obstacles } from './obstacles';
import type { Passage } from './passage';
import { asWorld, scopes } from './scope';
import type { Stage } from './stage';
import { Unwound } from './unwound';

/** Whether an attempt goes on by itself, without the harness letting anybody on. */
export function isUnderWay(attempt: Attempt): boolean {
  return attempt.isBusy && !attempt.isBlocked;
}

export class Attempt {
  readonly passages: Passage[] = [];
  /** How many heartbeats had been sent when each passage began. */
  readonly heartbeatsBefore: number[] = [];
  outcome: Outcome | undefined;
  isDead = false;
  /** Set where it can only be unwound, not frozen: a call without a promise. */
  isUnwound = false;
  outstanding = 0;
  /** How much of it goes over real connections, whose time is not the check's. */
  outstandingReal = 0;
  /** It waits for another attempt: for a lock, or for a promise that the other one will settle. */
  isBlocked = false;
  /** Up to which change of the run it was seen waiting for another attempt. */
  seenWaitingAt: number | undefined;
  hitInterruptions = 0;
  /** It has reported success while something that it sent was still under way, or was still to come: it did not wait for it. */
  isHasty = false;
  startedAt = 0;
  private frozen: Deferred | undefined;
  /** How its code ended while it was frozen; told only if it goes on. */
  private withheld: Outcome | undefined;
  private readonly environment: AttemptEnvironment;

  constructor(
    readonly plan: AttemptPlan,
    private readonly stage: Stage,
  ) {
    this.environment = new AttemptEnvironment(this, stage);
  }

  get id(): number {
    return this.plan.id;
  }

  get heartbeats(): readonly unknown[] {
    return this.environment.heartbeats;
  }

  /** What the server would hand to the next attempt; none sent keeps what this one was given. */
  get lastHeartbeat(): unknown {
    return this.heartbeats.length > 0 ? this.heartbeats.at(-1) : (this.plan.info.heartbeatDetails as unknown);
  }

  /** The check's own time, unless it uses the real one. */
  get clock(): VirtualClock | undefined {
    return this.stage.clock;
  }

  /** Whether what it prints is kept back. */
  get isSilent(): boolean {
    return this.stage.isSilent;
  }

  setTimer(callback: () => void, delay: number, every?: number): VirtualTimer {
    return (this.stage.clock as VirtualClock).set(this, callback, delay, every);
  }

  /** Where worlds say what they cannot play. */
  get obstacles(): Obstacles {
    return this.stage.obstacles;
  }

  /** It opens a connection that no world has opened for it. */
  meetConnection(address: string): void {
    this.stage.obstacles.meetConnection(address);
  }

  /** It changes a file that no world has changed for it. */
  meetFile(path: string): void {
    this.stage.obstacles.meetFile(path);
  }

  /** It starts a process, of which no world knows. */
  meetProcess(file: string): void {
    this.stage.obstacles.meetProcess(file);
  }

  /** Neither settled nor frozen: its code may go on. */
  get isRunning(): boolean {
    return this.outcome === undefined && this.frozen === undefined && !this.isUnwound && !this.isDead;
  }

  /** Its code may go on, or an effect of it is still under way. */
  get isBusy(): boolean {
    return this.isRunning || (this.outstanding > 0 && this.outcome === undefined && !this.isDead);
  }

  get isFrozen(): boolean {
    return this.outcome === undefined && (this.frozen !== undefined || this.isUnwound);
  }

  /** Whether its timers may fire: also those that it has left behind. */
  get canFire(): boolean {
    return this.frozen === undefined && !this.isDead && !this.isUnwound;
  }

  start(): void {
    this.startedAt = this.stage.clock?.now ?? Date.now();
    this.stage.record(this, { type: 'start' });
    scopes.run({ attempt: this, isInside: false, hasRealTimers: false }, () => {
      this.environment.run(this.plan.call).then(
        (value) => this.settle({ kind: 'completed', value }),
        (error: unknown) => this.settle(this.readEnd(error)),
      );
    });
  }

  /** Lets an effect or a read through, or does to the attempt what its plan says. */
  async pass<T>(effect: Effect, perform: () => Promise<T>): Promise<T> {
    if (this.isDead || this.isUnwound) return never();
    if (this.frozen !== undefined) await this.thaw();
    const passage = this.arrive(effect);
    const { ordinal } = passage;
    if (this.frozen !== undefined) await this.thaw();
    for (const interruption of this.due(ordinal, 'before')) {
      if (interruption.action === 'freeze') await this.freeze();
      else if (interruption.action === 'fail') {
        const fault = faultsOf(effect)[interruption.fault];
        if (fault !== undefined && !fault.landed) return (await this.fail(passage, fault)) as T;
      } else this.environment.interrupt(interruption.action);
    }
    // Once it has reported, what it has not waited for goes on by itself.
    if (this.plan.isStepwise && this.outcome === undefined) await this.freeze();
    const isReal = effect.kind !== 'memory';
    this.outstanding += 1;
    this.outstandingReal += Number(isReal);
    let value: T;
    try {
      value = await scopes.run({ attempt: this, isInside: true, hasRealTimers: isReal }, perform);
      passage.landed = true;
      passage.answer = value;
      this.stage.record(this, { type: 'effect', effect, ordinal });
    } catch (error) {
      passage.failed = true;
      this.stage.record(this, { type: 'effect', effect, ordinal, error });
      if (this.isDead) return never();
      throw error;
    } finally {
      this.outstanding -= 1;
      this.outstandingReal -= Number(isReal);
      this.stage.notify();
    }
    for (const interruption of this.due(ordinal, 'after')) {
      if (interruption.action === 'freeze') await this.freeze();
      else if (interruption.action === 'fail') {
        const fault = faultsOf(effect)[interruption.fault];
        if (fault !== undefined) return (await this.fail(passage, fault)) as T;
      } else this.environment.interrupt(interruption.action);
    }
    if (this.plan.isObserved === true && this.outcome === undefined) await this.freeze();
    if (this.frozen !== undefined) await this.thaw();
    return this.isDead ? never() : value;
  }

  /** Work of a world that is no step: opening a connection. */
  async standAside<T>(perform: () => Promise<T>): Promise<T> {
    this.outstanding += 1;
    this.outstandingReal += 1;
    try {
      return await scopes.run({ attempt: this, isInside: true, hasRealTimers: true }, perform);
    } finally {
      this.outstanding -= 1;
      this.outstandingReal -= 1;
      this.stage.notify();
      await this.thaw();
      if (this.isDead) await never();
    }
  }

  /** The same for a call that gives no promise. It cannot be held, so a frozen attempt is unwound: nothing it does counts any more. */
  passNow<T>(effect: Effect, perform: () => T): T {
    if (this.isDead || this.isUnwound || this.frozen !== undefined) throw new Unwound();
    const passage = this.arrive(effect);
    const { ordinal } = passage;
    for (const interruption of this.due(ordinal, 'before')) {
      if (interruption.action === 'freeze') this.unwind();
      else if (interruption.action === 'fail') {
        const fault = faultsOf(effect)[interruption.fault];
        if (fault !== undefined && !fault.landed) return this.failNow(passage, fault) as T;
      } else this.environment.interrupt(interruption.action);
    }
    if (this.plan.isStepwise) this.stage.hasUnsteerable = true;
    const value = scopes.run({ attempt: this, isInside: true, hasRealTimers: false }, perform);
    passage.landed = true;
    passage.answer = value;
    this.stage.record(this, { type: 'effect', effect, ordinal });
    for (const interruption of this.due(ordinal, 'after')) {
      if (interruption.action === 'freeze') this.unwind();
      else if (interruption.action === 'fail') {
        const fault = faultsOf(effect)[interruption.fault];
        if (fault !== undefined) return this.failNow(passage, fault) as T;
      } else this.environment.interrupt(interruption.action);
    }
    return value;
  }

  /** Goes on where it was frozen. */
  resume(): void {
    const { frozen } = this;
    if (frozen === undefined || this.isDead) return;
    this.frozen = undefined;
    this.isBlocked = false;
    this.stage.record(this, { type: 'resume' });
    frozen.resolve();
    if (this.withheld !== undefined) this.settle(this.withheld);
  }

  /** Freezes it where it is: its worker hangs or is no longer heard. */
  hold(): void {
    if (this.outcome !== undefined || this.frozen !== undefined) return;
    this.frozen = deferred();
    this.stage.record(this, { type: 'freeze' });
  }

  /** Whether its code has come to an end although something that it sent is held back. */
  get hasReported(): boolean {
    return this.withheld?.kind === 'completed';
  }

  /** Lets its report reach the server, though something that it sent is still held back. */
  report(): void {
    if (this.withheld !== undefined) this.settle(this.withheld, true);
  }

  /** Its process is gone: nothing of it will ever run again. */
  die(): void {
    this.isDead = true;
  }

  /** Its time is up without an outcome; the server has given up on it. */
  timeOut(why: string): void {
    if (this.outcome !== undefined) return;
    this.frozen ??= deferred();
    this.settle({ kind: 'timed-out', why }, true);
  }

  /** Nothing it reports counts any more; its next heartbeat tells it so. */
  reject(): void {
    this.environment.isRejected = true;
  }

  /** `process.exit` in the activity: the worker is gone. */
  exit(code: unknown): never {
    this.stage.obstacles.meetExit(code);
    this.isUnwound = true;
    this.stage.record(this, { type: 'exit' });
    this.stage.notify();
    throw new Unwound();
  }

  private arrive(effect: Effect): Passage & { ordinal: number } {
    const passage = { effect, landed: false, ordinal: this.passages.length };
    this.passages.push(passage);
    if (this.outcome?.kind === 'completed') this.isHasty = true;
    this.isBlocked = false;
    this.heartbeatsBefore.push(this.heartbeats.length);
    this.stage.tick();
    if (passage.ordinal >= this.plan.limit) {
      this.timeOut(`it did ${this.plan.limit} things without coming to an end`);
    }
    return passage;
  }

  private due(ordinal: number, side: Point['side']): readonly Interruption[] {
    const { interruptions } = this.plan;
    if (interruptions.length === 0) return NONE;
    const due = interruptions.filter(
      (each) => each.side === side && (each.at === ordinal || this.lasts(each, ordinal)),
    );
    this.hitInterruptions += due.length;
    return due;
  }

  private lasts(interruption: Interruption, ordinal: number): boolean {
    if (interruption.action !== 'fail' || interruption.isLasting !== true || ordinal < interruption.at) return false;
    const [first, now] = [interruption.at, ordinal].map((at) => this.passages[at]?.effect.label);
    return first === now;
  }

  /** Waits for as long as it is frozen: for ever, if nobody lets it go on. */
  private async thaw(): Promise<void> {
    for (let frozen = this.frozen; frozen !== undefined; frozen = this.frozen) await frozen.promise;
  }

  private async freeze(): Promise<void> {
    this.frozen ??= deferred();
    this.stage.record(this, { type: 'freeze' });
    this.stage.notify();
    await this.thaw();
  }

  private unwind(): never {
    this.isUnwound = true;
    this.stage.record(this, { type: 'freeze' });
    this.stage.notify();
    throw new Unwound();
  }

  /** What a world does to bring the fault about takes its time, as ending a session at a server does; the activity waits for it. */
  private async fail(passage: Passage, fault: EffectFault): Promise<unknown> {
    const isReal = passage.effect.kind !== 'memory';
    this.outstanding += 1;
    this.outstandingReal += Number(isReal);
    try {
      return await this.failNow(passage, fault);
    } finally {
      this.outstanding -= 1;
      this.outstandingReal -= Number(isReal);
      this.stage.notify();
    }
  }

  private failNow({ effect }: Passage, fault: EffectFault): unknown {
    this.stage.record(this, { type: 'fault', effect, fault: fault.name, landed: fault.landed });
    // What a world does to bring the fault about is not the activity's doing.
    return asWorld(fault.outcome);
  }

  private readEnd(error: unknown): Outcome {
    if (!(error instanceof CompleteAsyncError)) return outcomeOf(error, this.environment.context);
    this.stage.obstacles.meetAsyncCompletion();
    return { kind: 'timed-out', why: 'it is completed from elsewhere' };
  }

  private settle(outcome: Outcome, isForced = false): void {
    if (this.outcome !== undefined || this.isDead || this.isUnwound) return;
    // A branch that was not frozen has come to the end: the process would have been gone by then.
    if (this.frozen !== undefined && !isForced) {
      this.withheld = outcome;
      return;
    }
    this.outcome = outcome;
    this.isHasty =
      outcome.kind === 'completed' && this.passages.some(({ landed, failed }) => !landed && failed !== true);
    this.stage.record(this, { type: 'settle', outcome });
    this.stage.notify();
  }
}

const NONE: readonly Interruption[] = [];

function never(): Promise<never> {
  return new Promise(() => undefined);
}
