import { defaultPayloadConverter } from '@temporalio/common';
import type { Effect, World } from '../../world';
import { Attempt, type AttemptPlan, type Outcome } from './attempt';
import { VirtualClock } from './clock';
import { toTree } from './compare/to-tree';
import type { Tree } from './compare/tree';
import { type Deferred, deferred } from './deferred';
import type { IgnorePaths } from './ignore-paths';
import type { InnerGate } from './inner-gate';
import { pendingRequests } from './pending-requests';
import { watchRealWork } from './real-work';
import { scopes } from './scope';

/** Something that the check cannot judge past, whatever the plans show. */
export interface Obstacle {
  readonly reason: string;
  readonly remedy: string;
}

/** What happened in a run, for the timeline. */
export type StageEvent =
  | { readonly type: 'start' | 'freeze' | 'resume' | 'shut-down' | 'cancel-requested' | 'exit' }
  | { readonly type: 'effect'; readonly effect: Effect; readonly ordinal: number; readonly error?: unknown }
  | { readonly type: 'fault'; readonly effect: Effect; readonly fault: string; readonly landed: boolean }
  | { readonly type: 'heartbeat'; readonly details: unknown }
  | { readonly type: 'settle'; readonly outcome: Outcome }
  | { readonly type: 'die' }
  | { readonly type: 'note'; readonly text: string };

export interface RecordedEvent {
  readonly lane: string;
  readonly at: number;
  readonly event: StageEvent;
}

/** A world failed at what only it can do. */
export class WorldError extends Error {
  constructor(
    readonly world: string,
    readonly action: string,
    override readonly cause: unknown,
  ) {
    super(`${action} of the world "${world}" failed: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** So long a world may take for one operation before the attempt is given up. */
const PATIENCE_MILLISECONDS = 10_000;
const IDLE_TURNS = 60;
/** So long real work may take; each plan may have to wait for it. */
const REAL_PATIENCE_MILLISECONDS = 1_500;
const REAL_WAITS = new Set(['Timeout', 'Worker', 'MessagePort']);
/** So much time of its own an attempt may let pass: its start-to-close timeout. */
export const START_TO_CLOSE_MILLISECONDS = 600_000;

/** Everything around the attempts of a run: the worlds, the clock, and who may go on. */
export class Stage {
  readonly clock: VirtualClock | undefined;
  readonly obstacles = new Map<string, Obstacle>();
  readonly events: RecordedEvent[] = [];
  isRecording = false;
  /** What the clean run has shown to change something, where it is not known before. */
  effectLabels: ReadonlySet<string> = new Set();
  isSilent = false;
  isObserving = false;
  /** Whether attempts wait for what goes by real time: a file, a hash, a timer that was taken from the platform before the check. */
  private hasRealWaits = false;
  private longestWait = 0;
  /** Some call gave no promise, so no attempt can be held there. */
  hasUnsteerable = false;
  rejections = 0;
  attempts: Attempt[] = [];
  private waitedSince: number | undefined;
  private stopWatching: (() => void) | undefined;
  private waiter: Deferred | undefined;
  private detach: (() => void | Promise<void>)[] = [];
  private baseline = 0;

  constructor(
    readonly worlds: readonly World[],
    private readonly ignore: IgnorePaths,
    isVirtual: boolean,
  ) {
    this.clock = isVirtual ? new VirtualClock(Date.now()) : undefined;
  }

  async open(): Promise<void> {
    this.baseline = pendingRequests();
    this.stopWatching = watchRealWork(() => (this.hasRealWaits = true));
    for (const world of this.worlds) {
      const detach = await this.ask(world, 'attach', () => world.attach?.(this.gate) as Promise<() => void>);
      if (detach !== undefined) this.detach.push(detach);
    }
  }

  /** The first run is over: what it has shown is what the others will do. */
  endFirstRun(): void {
    this.isSilent = true;
    this.stopWatching?.();
    this.stopWatching = undefined;
  }

  async close(): Promise<void> {
    this.stopWatching?.();
    await this.abandonAll();
    for (const detach of this.detach.reverse()) await detach();
    // What the attempts have left behind may still fail: here, and not in the user's test.
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** What the worlds are given. */
  readonly gate: InnerGate = Object.assign(
    <T>(effect: Effect, perform: () => Promise<T>): Promise<T> => {
      const attempt = this.passing();
      return attempt === undefined ? perform() : attempt.pass(effect, perform);
    },
    {
      now: <T>(effect: Effect, perform: () => T): T => {
        const attempt = this.passing();
        return attempt === undefined ? perform() : attempt.passNow(effect, perform);
      },
      aside: <T>(perform: () => Promise<T>): Promise<T> => {
        const attempt = this.passing();
        return attempt === undefined ? perform() : attempt.standAside(perform);
      },
      isObserving: () => this.isObserving,
    },
  );

  /** Puts all worlds back and forgets the last run's attempts. */
  async reset(now: number): Promise<void> {
    await this.abandonAll();
    this.attempts = [];
    this.events.length = 0;
    for (const world of this.worlds) await this.ask(world, 'reset', () => world.reset());
    this.clock?.restart(now);
  }

  async abandonAll(): Promise<void> {
    for (const attempt of this.attempts) if (!attempt.isDead) await this.kill(attempt);
  }

  async snapshot(): Promise<Tree> {
    const states: Record<string, unknown> = {};
    for (const world of this.worlds) {
      const state = await this.ask(world, 'snapshot', () => world.snapshot());
      states[world.name] = world.mask === undefined ? state : world.mask(state);
    }
    const isIgnored = this.ignore.isEmpty ? undefined : (path: readonly string[]) => this.ignore.matches(path);
    const [only] = this.worlds;
    return toTree(this.worlds.length === 1 && only !== undefined ? states[only.name] : states, isIgnored);
  }

  begin(plan: AttemptPlan): Attempt {
    const attempt = new Attempt(plan, this);
    this.attempts.push(attempt);
    attempt.start();
    return attempt;
  }

  /** The process of an attempt is gone: its connections close, its code never goes on. */
  async kill(attempt: Attempt): Promise<void> {
    if (attempt.outcome === undefined) this.record(attempt, { type: 'die' });
    attempt.die();
    for (const world of this.worlds) {
      if (world.abandon !== undefined) await this.ask(world, 'abandon', async () => world.abandon?.(attempt.id));
    }
  }

  /** Lets all attempts go on until one has come to rest: settled, frozen or waiting for another one. */
  async untilRest(attempt: Attempt): Promise<void> {
    while (attempt.isBusy && !attempt.isBlocked) await this.nextChange();
    // What it has not waited for comes to its end all the same, as long as its process lives.
    for (let turn = 0; attempt.isHasty && turn < (attempt.outstanding > 0 ? 2_000 : 3); turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (turn >= 2 && attempt.outstandingReal === 0) this.fireNext();
    }
  }

  /** Lets time pass; timers that fall due fire. */
  async advance(milliseconds: number): Promise<void> {
    const { clock } = this;
    if (clock === undefined) return;
    const until = clock.now + milliseconds;
    for (let fired = 0; fired < 100; fired++) {
      const timer = clock.next((attempt) => attempt.canFire, until);
      if (timer === undefined) break;
      this.fire(timer);
      await new Promise((resolve) => setImmediate(resolve));
    }
    clock.now = Math.max(clock.now, until);
  }

  /** Lets everything go on that waits for nothing. */
  async letRun(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  tick(): void {
    if (this.clock !== undefined) this.clock.now += 1;
  }

  notify(): void {
    const { waiter } = this;
    this.waiter = undefined;
    // Something came of the waiting.
    if (this.waitedSince !== undefined) {
      this.hasRealWaits = true;
      this.longestWait = Math.max(this.longestWait, Date.now() - this.waitedSince);
    }
    this.waitedSince = undefined;
    waiter?.resolve();
  }

  record(attempt: Attempt, event: StageEvent): void {
    if (!this.isRecording) return;
    const isKnown =
      event.type === 'effect' && event.effect.kind === 'memory' && this.effectLabels.has(event.effect.label);
    const shown: StageEvent = isKnown ? { ...event, effect: { ...event.effect, write: true } } : event;
    this.events.push({ lane: attempt.plan.lane, at: this.clock?.now ?? Date.now(), event: shown });
  }

  /** What the real worker would make of heartbeat details on their way to the server and back. */
  encode(details: unknown): unknown {
    if (details === undefined) return undefined;
    try {
      return defaultPayloadConverter.fromPayload(defaultPayloadConverter.toPayload(details));
    } catch {
      return details;
    }
  }

  meetExit(code: unknown): void {
    this.meet('exit', {
      reason: `the activity calls process.exit(${typeof code === 'number' || typeof code === 'string' ? code : ''}), which ends the worker with everything that it is running`,
      remedy: 'throw an error instead',
    });
  }

  meetAsyncCompletion(): void {
    this.meet('async', {
      reason:
        'the activity leaves its completion to somebody else (CompleteAsyncError), so its result and its end cannot be seen',
      remedy: 'check the function that does the work and completes it',
    });
  }

  meetConnection(address: string): void {
    this.meet(`connection ${address}`, {
      reason: `the activity opened a connection to ${address}, which no world observes`,
      remedy:
        'add a world for it (httpWorld, postgresWorld, smtpWorld or one of your own), or give the activity a fake',
    });
  }

  meetFile(path: string): void {
    this.meet(`file ${path}`, {
      reason: `the activity changes the file ${path} through node:fs, which no world observes`,
      remedy:
        'give it the `fs` of a filesystemWorld; what nobody else reads may go into a folder that the activity makes with mkdtemp',
    });
  }

  meetProcess(file: string): void {
    this.meet(`process ${file}`, {
      reason: `the activity starts a process (${file.split(/\s/, 1)[0]}), which no world observes`,
      remedy: 'let it call a function of a fake that stands for the process',
    });
  }

  meetUnsteerable(): void {
    this.hasUnsteerable = true;
  }

  meet(key: string, obstacle: Obstacle): void {
    if (!this.obstacles.has(key)) this.obstacles.set(key, obstacle);
  }

  /** Whose call it is that has come to the gate; undefined for what is part of another one, or of no attempt at all. */
  private passing(): Attempt | undefined {
    const scope = scopes.getStore();
    return scope === undefined ? this.onlyRunning() : scope.isInside ? undefined : scope.attempt;
  }

  private onlyRunning(): Attempt | undefined {
    const running = this.attempts.filter((attempt) => attempt.outcome === undefined && !attempt.isDead);
    return running.length === 1 ? running[0] : undefined;
  }

  private nextChange(): Promise<void> {
    this.waiter ??= deferred();
    const { waiter } = this;
    const started = Date.now();
    let turns = 0;
    const turn = (): void => {
      if (this.waiter !== waiter) return;
      turns += 1;
      void this.move(turns, Date.now() - started).then(
        (delay) => {
          if (this.waiter !== waiter) return;
          if (delay === 0) setImmediate(turn);
          else setTimeout(turn, delay);
        },
        () => this.notify(),
      );
    };
    const first = setImmediate(turn);
    return waiter.promise.then(() => clearImmediate(first));
  }

  /** Looks for what can go on where nothing happens by itself. Gives the milliseconds after which to look again. */
  private async move(turns: number, waited: number): Promise<number> {
    const running = this.attempts.filter((attempt) => attempt.isBusy && !attempt.isBlocked);
    if (running.length === 0) this.notify();
    const performing = running.filter(({ outstanding }) => outstanding > 0);
    // A fake that waits before it answers waits in the check's own time, as long as nothing real is under way.
    const isAllFake = performing.every(({ outstandingReal }) => outstandingReal === 0);
    if (performing.length > 0 && isAllFake && turns >= 2 && !this.hasRequests() && this.fireNext()) return 0;
    if (performing.length > 0) {
      if (turns < 5) return 0;
      for (const attempt of performing) {
        if (attempt.outstanding > 0 && this.hasOthers(attempt) && (await this.isWaiting(attempt))) {
          if (attempt.waits++ > 0) this.block(attempt);
        } else if (waited > PATIENCE_MILLISECONDS)
          this.giveUp(attempt, `the world had not answered after ${PATIENCE_MILLISECONDS / 1000} s`);
      }
      return turns < 20 ? 0 : Math.min(turns / 10, 20);
    }
    if (this.hasRequests() && waited < PATIENCE_MILLISECONDS) return turns < 20 ? 0 : 1;
    if (turns < 2) return 0;
    if (this.fireNext()) return 0;
    if (
      this.clock === undefined &&
      process.getActiveResourcesInfo().includes('Timeout') &&
      waited < PATIENCE_MILLISECONDS
    )
      return 5;
    if (turns < IDLE_TURNS) return 0;
    if (this.mayWaitForReal(running) && waited < this.patience) {
      this.waitedSince ??= Date.now();
      return turns < 100 ? 0 : 2;
    }
    this.waitedSince = undefined;
    for (const attempt of running) this.block(attempt);
    return 0;
  }

  /** Whether the operating system has something to answer that it had not when the check began. */
  private hasRequests(): boolean {
    const pending = pendingRequests();
    this.baseline = Math.min(this.baseline, pending);
    return pending > this.baseline;
  }

  /** Fires what falls due next, if anything does. */
  private fireNext(): boolean {
    const timer = this.clock?.next((attempt) => attempt.canFire);
    if (timer === undefined) return false;
    this.fire(timer);
    return true;
  }

  /** In the first runs nobody knows how long real work takes. */
  private get patience(): number {
    if (!this.isSilent) return REAL_PATIENCE_MILLISECONDS;
    return Math.min(REAL_PATIENCE_MILLISECONDS, Math.max(300, this.longestWait * 20));
  }

  /**
   * Nothing happens by itself, but real work or another thread may still bring an attempt on. In the first runs that is tried;
   * later only if it was so then.
   */
  private mayWaitForReal(running: readonly Attempt[]): boolean {
    if (this.clock === undefined || running.length === 0) return false;
    if (this.hasRealWaits) return true;
    return !this.isSilent && process.getActiveResourcesInfo().some((name) => REAL_WAITS.has(name));
  }

  private fire(timer: { attempt: Attempt } & Parameters<VirtualClock['fire']>[0]): void {
    const { attempt } = timer;
    if (attempt.outcome === undefined && timer.due - attempt.startedAt > START_TO_CLOSE_MILLISECONDS) {
      attempt.timeOut(`it was still waiting after ${START_TO_CLOSE_MILLISECONDS / 60_000} minutes`);
      return;
    }
    try {
      this.clock?.fire(timer);
    } catch {
      this.rejections += 1;
    }
  }

  /** Whether there is somebody to wait for: a zombie, or an attempt that goes on beside it. */
  private hasOthers(attempt: Attempt): boolean {
    return this.attempts.some(
      (other) =>
        other !== attempt &&
        !other.isDead &&
        !other.isUnwound &&
        (other.isFrozen || (other.isRunning && !other.isBlocked)),
    );
  }

  /** It waits for another attempt if one is there, and for nothing at all if none is. */
  private block(attempt: Attempt): void {
    attempt.waits = 0;
    if (this.hasOthers(attempt)) {
      attempt.isBlocked = true;
      this.notify();
    } else this.giveUp(attempt, 'it waits for something that never comes');
  }

  private giveUp(attempt: Attempt, why: string): void {
    attempt.timeOut(why);
  }

  private async isWaiting(attempt: Attempt): Promise<boolean> {
    for (const world of this.worlds) if ((await world.isWaiting?.(attempt.id)) === true) return true;
    return false;
  }

  private async ask<T>(world: World, action: string, perform: () => Promise<T>): Promise<T> {
    try {
      return await perform();
    } catch (error) {
      throw new WorldError(world.name, action, error);
    }
  }
}
