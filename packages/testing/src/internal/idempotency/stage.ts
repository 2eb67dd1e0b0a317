import { defaultPayloadConverter } from '@temporalio/common';
import type { Effect, World } from '../../world';
import { Attempt } from './attempt';
import type { AttemptPlan } from './attempt-plan';
import { VirtualClock } from './clock';
import { isSameTree } from './compare/is-same-tree';
import { toTree } from './compare/to-tree';
import { isLeaf, type Tree } from './compare/tree';
import { Conductor } from './conductor';
import type { IgnorePaths } from './ignore-paths';
import type { InnerGate } from './inner-gate';
import { Obstacles } from './obstacles';
import { scopes } from './scope';
import type { RecordedEvent, StageEvent } from './stage-event';
import { WorldError } from './world-error';

/** Beyond so many states looking through them costs more than it saves. */
const MOST_KNOWN = 16;

/** Everything around the attempts of a run: the worlds, the clock, and who may go on. */
export class Stage {
  readonly clock: VirtualClock | undefined;
  readonly obstacles = new Obstacles();
  readonly events: RecordedEvent[] = [];
  isRecording = false;
  /** What the clean run has shown to change something, where it is not known before. */
  effectLabels: ReadonlySet<string> = new Set();
  isSilent = false;
  /** What runs have left so far: most leave what another one has left, and a tree that was made once need not be made again. */
  private readonly knownStates = new Set<Tree>();
  isObserving = false;
  /** Some call gave no promise, so no attempt can be held there. */
  hasUnsteerable = false;
  rejections = 0;
  /** How many worker processes there have been. */
  workers = 0;
  attempts: Attempt[] = [];
  private readonly conductor = new Conductor(this);
  private detach: (() => void | Promise<void>)[] = [];

  constructor(
    readonly worlds: readonly World[],
    private readonly ignore: IgnorePaths,
    isVirtual: boolean,
  ) {
    this.clock = isVirtual ? new VirtualClock(nextMinute(Date.now())) : undefined;
  }

  async open(): Promise<void> {
    await this.conductor.open();
    for (const world of this.worlds) {
      const detach = await this.ask(world, 'attach', () => world.attach?.(this.gate) as Promise<() => void>);
      if (detach !== undefined) this.detach.push(detach);
    }
  }

  /** The first run is over: what it has shown is what the others will do. */
  endFirstRun(): void {
    this.isSilent = true;
    this.conductor.endFirstRun();
  }

  async close(): Promise<void> {
    this.conductor.close();
    await this.abandonAll();
    for (const detach of this.detach.reverse()) await detach();
    // What the attempts have left behind may still fail: here, and not in the user's test.
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** What the worlds are given. */
  readonly gate: InnerGate = Object.assign(
    <T>(effect: Effect, perform: () => Promise<T>): Promise<T> => {
      if (!isEffect(effect) || typeof perform !== 'function') {
        this.obstacles.meetNoEffect();
        return perform();
      }
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
    this.conductor.hasRunOutOfTime = false;
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
    const [only] = this.worlds;
    const state = this.worlds.length === 1 && only !== undefined ? states[only.name] : states;
    if (this.ignore.isEmpty) for (const known of this.knownStates) if (isSameTree(state, known)) return known;
    const isIgnored = this.ignore.isEmpty ? undefined : (path: readonly string[]) => this.ignore.matches(path);
    const tree = toTree(state, isIgnored);
    if (this.knownStates.size > 0) this.know([tree]);
    return tree;
  }

  /** From now on gives these trees, and those that come, for states that say the same. */
  know(trees: readonly Tree[]): void {
    for (const tree of trees) if (!isLeaf(tree) && this.knownStates.size < MOST_KNOWN) this.knownStates.add(tree);
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

  /** Whether the run waited for something longer than anybody can: nothing of it can be judged. */
  get hasRunOutOfTime(): boolean {
    return this.conductor.hasRunOutOfTime;
  }

  /** Lets all attempts go on until one has come to rest: settled, frozen or waiting for another one. */
  untilRest(attempt: Attempt): Promise<void> {
    return this.conductor.untilRest(attempt);
  }

  /** Lets time pass; timers that fall due fire. */
  advance(milliseconds: number): Promise<void> {
    return this.conductor.advance(milliseconds);
  }

  /** Lets everything go on that waits for nothing. */
  letRun(): Promise<void> {
    return this.conductor.letRun();
  }

  tick(): void {
    this.conductor.noteChange();
    if (this.clock !== undefined) this.clock.now += 1;
  }

  notify(): void {
    this.conductor.notify();
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

  /** Whose call it is that has come to the gate; undefined for what is part of another one, or of no attempt at all. */
  private passing(): Attempt | undefined {
    const scope = scopes.getStore();
    return scope === undefined ? this.onlyRunning() : scope.isInside ? undefined : scope.attempt;
  }

  private onlyRunning(): Attempt | undefined {
    const running = this.attempts.filter((attempt) => attempt.outcome === undefined && !attempt.isDead);
    return running.length === 1 ? running[0] : undefined;
  }

  private async ask<T>(world: World, action: string, perform: () => Promise<T>): Promise<T> {
    try {
      return await perform();
    } catch (error) {
      throw new WorldError(world.name, action, error);
    }
  }
}

/**
 * A whole minute, so that it is no matter of chance which retry comes in the next one. The next and not the last: what has been
 * made before the check lies in its past.
 */
function nextMinute(now: number): number {
  return Math.ceil(now / 60_000) * 60_000;
}

/** Worlds are written by users, not always with types. */
function isEffect(effect: Partial<Effect> | undefined): boolean {
  return typeof effect?.kind === 'string' && typeof effect.label === 'string' && typeof effect.write === 'boolean';
}
