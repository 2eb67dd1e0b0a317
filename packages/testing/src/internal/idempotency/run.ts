import type { Info } from '@temporalio/activity';
import type { Attempt } from './attempt';
import type { Interruption, Outcome } from './attempt-plan';
import { type Place, PLACES } from './place';
import { START_TO_CLOSE_MILLISECONDS } from './conductor';
import { startingWorker } from './scope';
import type { Stage } from './stage';
import { type CallName, obtainActivity, prepareCall, type Subject, type WorkersActivity } from './subject';

/** How long the server waits before each retry. Together less than a day, so that no provider forgets a key meanwhile. */
const RETRY_AFTER_MILLISECONDS = [1_000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000];
const DAY_MILLISECONDS = 86_400_000;
/** What succeeds in a clean run is retried so often at most. */
export const MOST_RETRIES = RETRY_AFTER_MILLISECONDS.length;

export interface RunSettings {
  readonly stage: Stage;
  readonly subject: Subject;
  /** When the activities of the run were scheduled. */
  readonly scheduledAt: number;
  /** What an attempt may send through the gate before it counts as endless. */
  readonly limit: number;
  /** How often an activity is retried at most. */
  readonly retries: number;
}

/** How one attempt is to go. */
export interface AttemptOptions {
  readonly interruptions?: readonly Interruption[];
  readonly isStepwise?: boolean;
  /** Freezes after everything, too. */
  readonly isObserved?: boolean;
  /** Overrides the number that the server would give. */
  readonly number?: number;
  /** Overrides the heartbeat details that the server would give: any earlier ones. */
  readonly heartbeat?: { readonly details: unknown };
}

let tasks = 0;

/** A worker process, with the activity as it has it. */
interface Worker {
  readonly number: number;
  readonly activity: Promise<WorkersActivity>;
}

/** One run of a plan: the activities that are scheduled in it, and their attempts. */
export class Run {
  private isOneWorker = false;
  private worker: Worker | undefined;

  constructor(readonly settings: RunSettings) {}

  get stage(): Stage {
    return this.settings.stage;
  }

  schedule(call: CallName, place: Place): Execution {
    return new Execution(this, call, place);
  }

  /** Lets the first attempt begin late, as where no worker was there. */
  beginAt(time: number): void {
    this.stage.clock?.restart(time);
  }

  /** Runs all attempts in one worker process, which keeps what the activity remembers. */
  stayWithOneWorker(): void {
    this.isOneWorker = true;
  }

  /** The worker that takes the next attempt. */
  nextWorker(): Worker {
    if (!this.isOneWorker) return this.startWorker();
    return (this.worker ??= this.startWorker());
  }

  private startWorker(): Worker {
    const number = ++this.stage.workers;
    return { number, activity: startingWorker.run(number, () => obtainActivity(this.settings.subject)) };
  }

  /** Time in which a provider forgets a key. */
  async passDays(days: number): Promise<void> {
    await this.stage.advance(days * DAY_MILLISECONDS);
  }

  /** Lets zombies go on, one after the other, each as far as it comes. */
  async resumeFrozen(): Promise<boolean> {
    let any = false;
    for (const attempt of this.stage.attempts) {
      if (!attempt.isFrozen || attempt.isDead || attempt.isUnwound) continue;
      any = true;
      attempt.resume();
      await this.stage.untilRest(attempt);
    }
    return any;
  }

  /** Lets zombies go on; the worker of an attempt that hangs for ever is restarted some day. */
  async freeHeld(): Promise<boolean> {
    const isAny = await this.resumeFrozen();
    const hanging = this.stage.attempts.filter(({ outcome, isDead }) => outcome?.kind === 'timed-out' && !isDead);
    for (const attempt of hanging) await this.stage.kill(attempt);
    return isAny || hanging.length > 0;
  }

  /** Lets everything that has not ended come to its end: zombies too, and whoever waited for one. */
  async settleAll(): Promise<void> {
    for (const attempt of this.stage.attempts) {
      if (attempt.outcome !== undefined || attempt.isDead || attempt.isUnwound) continue;
      attempt.isBlocked = false;
      attempt.resume();
      await this.rest(attempt);
    }
  }

  /** Waits for an attempt; where it waits for another one, that one goes on first. */
  async rest(attempt: Attempt): Promise<void> {
    for (let tries = 0; tries < 50; tries++) {
      await this.stage.untilRest(attempt);
      if (!attempt.isBlocked) return;
      const any = await this.resumeFrozen();
      attempt.isBlocked = false;
      if (!any && attempt.outstanding === 0) break;
    }
    if (attempt.isBusy) attempt.timeOut('it waits for something that never comes');
  }
}

/** One scheduled activity, through all its attempts. */
export class Execution {
  readonly attempts: Attempt[] = [];
  private number = 0;
  private readonly scheduledAt: number;

  constructor(
    private readonly run: Run,
    readonly call: CallName,
    readonly place: Place,
  ) {
    const { stage, scheduledAt } = run.settings;
    // Calls of workflows that run beside each other may be scheduled in one moment, those of a run that follows cannot.
    const isLater = place === PLACES.reset || place === PLACES.continued;
    this.scheduledAt = isLater ? Math.max(scheduledAt + 1, stage.clock?.now ?? Date.now()) : scheduledAt;
  }

  /** How the workflow sees it end: by the last attempt. */
  get outcome(): Outcome | undefined {
    return this.attempts.at(-1)?.outcome;
  }

  /** Starts the next attempt and lets it run until it has come to rest. */
  async attempt(options: AttemptOptions = {}): Promise<Attempt> {
    const attempt = await this.start(options);
    await this.run.rest(attempt);
    return attempt;
  }

  /** Starts the next attempt; it has not done anything yet when this returns. */
  async start(options: AttemptOptions = {}): Promise<Attempt> {
    const { stage, subject, limit } = this.run.settings;
    this.number = options.number ?? this.number + 1;
    const id = ++tasks;
    const worker = this.run.nextWorker();
    const attempt = stage.begin({
      id,
      lane: this.lane(),
      info: this.info(id, options),
      worker: worker.number,
      call: prepareCall(subject, await worker.activity, this.call),
      interruptions: options.interruptions ?? [],
      isStepwise: options.isStepwise ?? false,
      isObserved: options.isObserved ?? false,
      limit,
    });
    this.attempts.push(attempt);
    return attempt;
  }

  /** Retries as the server would, until it has an outcome that stays. `after` waits before the first attempt. */
  async conclude(first: AttemptOptions = {}): Promise<Outcome | undefined> {
    const { retries } = this.run.settings;
    await this.retry(first, RETRY_AFTER_MILLISECONDS.slice(0, retries));
    // A zombie that is in the way does not hang for ever: its transaction ends, and its lock is free.
    const fails = this.attempts.length > 1 && this.outcome?.kind !== 'completed' && !isFinal(this.outcome);
    if (fails && (await this.run.freeHeld())) await this.retry({}, RETRY_AFTER_MILLISECONDS.slice(0, 2));
    return this.outcome;
  }

  private async retry(first: AttemptOptions, waits: readonly number[]): Promise<void> {
    const { stage } = this.run.settings;
    let options = first;
    for (const wait of waits) {
      if (this.attempts.length > 0) await stage.advance(wait);
      const { outcome } = await this.attempt(options);
      if (isFinal(outcome)) return;
      const { number: _number, heartbeat: _heartbeat, ...rest } = options;
      options = rest;
    }
  }

  private lane(): string {
    const number = this.attempts.length + 1;
    const name = this.call === 'args' ? '' : `${this.call} call, `;
    return `${name}${this.place === PLACES.reset ? 'after the reset, ' : ''}attempt ${number}`;
  }

  private info(id: number, { heartbeat }: AttemptOptions): Info {
    const { scheduledAt } = this;
    const { subject, stage } = this.run.settings;
    const token = Buffer.from(`task-${id}`);
    const last = this.attempts.at(-1);
    return {
      attempt: this.number,
      taskQueue: 'idempotency-check',
      isLocal: false,
      taskToken: token,
      base64TaskToken: token.toString('base64'),
      activityId: this.place.activityId,
      activityType: subject.name,
      workflowType: 'orderWorkflow',
      heartbeatTimeoutMs: 30_000,
      heartbeatDetails: heartbeat === undefined ? last?.lastHeartbeat : heartbeat.details,
      activityNamespace: 'default',
      workflowNamespace: 'default',
      namespace: 'default',
      workflowExecution: { workflowId: this.place.workflowId, runId: this.place.runId },
      scheduledTimestampMs: scheduledAt,
      currentAttemptScheduledTimestampMs: this.number === 1 ? scheduledAt : (stage.clock?.now ?? Date.now()),
      startToCloseTimeoutMs: START_TO_CLOSE_MILLISECONDS,
      scheduleToCloseTimeoutMs: 0,
      priority: undefined,
      retryPolicy: { initialInterval: 1_000, backoffCoefficient: 2, maximumInterval: 100_000 },
      activityRunId: undefined,
      inWorkflow: true,
    };
  }
}

/** Whether the server would not try again. */
export function isFinal(outcome: Outcome | undefined): boolean {
  if (outcome === undefined) return false;
  if (outcome.kind === 'failed') return !outcome.failure.isRetryable;
  return outcome.kind === 'completed' || outcome.kind === 'cancelled';
}
