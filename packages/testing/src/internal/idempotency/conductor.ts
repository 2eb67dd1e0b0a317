import type { Attempt } from './attempt';
import { type Deferred, deferred } from './deferred';
import { RealWork } from './real-work';
import type { Stage } from './stage';

/** So long a world or the operating system may take for one operation before plans that wait for it are given up. */
const PATIENCE_MILLISECONDS = 10_000;
/** The same for what gives no sign of being under way: another thread, a timer that was taken from the platform before the check. */
const THREAD_PATIENCE_MILLISECONDS = 3_000;
const IDLE_TURNS = 60;
/** So many turns of the event loop what an activity has not waited for may take, where no real answer is outstanding. */
const HASTY_TURNS = 2_000;
/** So much time of its own an attempt may let pass: its start-to-close timeout. */
export const START_TO_CLOSE_MILLISECONDS = 600_000;

/**
 * Decides which attempt may go on where nothing happens by itself, and when one has come to rest.
 *
 * Real time never decides what becomes of an attempt: the machine may be busy. What is still under way is waited for; whoever
 * cannot go on is told by what holds it; and where neither can be known, the plan is not judged.
 */
export class Conductor {
  /** The clock of the machine has run out on something, so what the run shows is not the activity's doing. */
  hasRunOutOfTime = false;
  private readonly work = new RealWork();
  private waiter: Deferred | undefined;
  /** Counts what has happened, so that an answer about the past is not taken for the present. */
  private changes = 0;
  private isIdle = false;

  constructor(private readonly stage: Stage) {}

  open(): Promise<void> {
    return this.work.open();
  }

  /** The first run is over: what it has shown is what the others will do. */
  endFirstRun(): void {
    this.work.endFirstRun();
  }

  close(): void {
    this.work.close();
  }

  /** Something has happened: whoever waits looks again. */
  notify(): void {
    this.changes += 1;
    const { waiter } = this;
    this.waiter = undefined;
    if (this.isIdle) this.work.hasAnswered();
    this.isIdle = false;
    waiter?.resolve();
  }

  /** Something has begun. */
  noteChange(): void {
    this.changes += 1;
  }

  /** Lets all attempts go on until one has come to rest: settled, frozen or waiting for another one. */
  async untilRest(attempt: Attempt): Promise<void> {
    await this.untilStill(attempt);
    // Whoever waited for what has been let go of meanwhile comes as far as it gets now, not whenever its answer arrives.
    for (const other of this.stage.attempts) {
      if (other === attempt || !other.isBlocked || !other.isBusy || other.outstanding === 0) continue;
      other.isBlocked = false;
      await this.untilStill(other);
    }
  }

  /** Lets time pass; timers that fall due fire. */
  async advance(milliseconds: number): Promise<void> {
    const { clock } = this.stage;
    if (clock === undefined) return;
    const until = clock.now + milliseconds;
    for (let fired = 0; fired < 100; fired++) {
      if (!this.fireNext(until)) break;
      await nextTurn();
    }
    clock.now = Math.max(clock.now, until);
  }

  /** Lets everything go on that waits for nothing. */
  async letRun(): Promise<void> {
    const started = Date.now();
    while (this.work.isUnderWay() && Date.now() - started < PATIENCE_MILLISECONDS) await nextTurn();
    for (let turn = 0; turn < 3; turn++) await nextTurn();
  }

  private async untilStill(attempt: Attempt): Promise<void> {
    while (attempt.isBusy && !attempt.isBlocked) await this.nextChange();
    // What it has not waited for comes to its end all the same, as long as its process lives.
    for (let turn = 0; attempt.isHasty && turn < (attempt.outstanding > 0 ? HASTY_TURNS : 3); turn++) {
      await this.untilAnswered(attempt);
      await nextTurn();
      if (turn >= 2 && attempt.outstandingReal === 0) this.fireNext();
    }
  }

  /** Waits for what an attempt has left behind: its answers take as long as they take. */
  private async untilAnswered(attempt: Attempt): Promise<void> {
    const started = Date.now();
    for (let turn = 0; attempt.outstandingReal > 0 && !attempt.isDead; turn++) {
      if (turn > 5 && this.hasCompany(attempt) && (await this.isWaiting(attempt))) return;
      if (Date.now() - started > PATIENCE_MILLISECONDS) return this.runOut('the world', PATIENCE_MILLISECONDS);
      await nextTurn();
    }
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
    const running = this.stage.attempts.filter((attempt) => attempt.isBusy && !attempt.isBlocked);
    if (running.length === 0) this.notify();
    const performing = running.filter(({ outstandingReal }) => outstandingReal > 0);
    if (performing.length > 0) return this.watch(performing, turns, waited);
    if (this.work.isUnderWay()) {
      if (waited > PATIENCE_MILLISECONDS) return this.giveUpJudging(running, 'a request to the operating system');
      return turns < 20 ? 0 : 1;
    }
    if (turns < 2) return 0;
    if (this.fireNext()) return 0;
    if (this.stage.clock === undefined && process.getActiveResourcesInfo().includes('Timeout')) {
      if (waited > PATIENCE_MILLISECONDS) return this.giveUpJudging(running, 'the activity');
      return 5;
    }
    if (turns < IDLE_TURNS) return 0;
    if (running.length > 0 && this.stage.clock !== undefined && this.work.mayStillCome()) {
      if (waited < THREAD_PATIENCE_MILLISECONDS) {
        this.isIdle = true;
        return turns < 100 ? 0 : 2;
      }
      if (this.work.isSeen) return this.giveUpJudging(running, 'another thread', THREAD_PATIENCE_MILLISECONDS);
    }
    this.isIdle = false;
    for (const attempt of running) this.block(attempt);
    return 0;
  }

  /** Waits for answers of real systems; whoever waits there for an attempt that cannot go on by itself has come to rest. */
  private async watch(performing: readonly Attempt[], turns: number, waited: number): Promise<number> {
    if (turns < 5) return 0;
    for (const attempt of performing) {
      const { changes } = this;
      const isWaiting = this.hasCompany(attempt) && (await this.isWaiting(attempt));
      if (!isWaiting) attempt.seenWaitingAt = undefined;
      if (isWaiting) {
        // While the question was asked the answer may have come: it was about a statement that has ended.
        if (changes !== this.changes) continue;
        if (attempt.seenWaitingAt === changes) this.block(attempt);
        else attempt.seenWaitingAt = changes;
      } else if (waited > PATIENCE_MILLISECONDS && attempt.outstandingReal > 0)
        this.giveUpJudging([attempt], 'the world');
    }
    return turns < 20 ? 0 : Math.min(turns / 10, 20);
  }

  /** Fires what falls due next, if anything does. */
  private fireNext(until?: number): boolean {
    const { clock } = this.stage;
    const timer = clock?.next((attempt) => attempt.canFire, until);
    if (clock === undefined || timer === undefined) return false;
    const { attempt } = timer;
    if (attempt.outcome === undefined && timer.due - attempt.startedAt > START_TO_CLOSE_MILLISECONDS) {
      attempt.timeOut(`it was still waiting after ${START_TO_CLOSE_MILLISECONDS / 60_000} minutes`);
      return true;
    }
    try {
      clock.fire(timer);
    } catch {
      this.stage.rejections += 1;
    }
    return true;
  }

  /** It waits for another attempt if one is there, and for nothing at all if none is. */
  private block(attempt: Attempt): void {
    attempt.seenWaitingAt = undefined;
    if (attempt.isFrozen || this.hasOthers(attempt)) {
      attempt.isBlocked = true;
      if (!attempt.isFrozen) this.stage.record(attempt, { type: 'wait' });
      this.notify();
    } else attempt.timeOut('it waits for something that never comes');
  }

  private giveUpJudging(attempts: readonly Attempt[], what: string, milliseconds = PATIENCE_MILLISECONDS): number {
    this.runOut(what, milliseconds);
    for (const attempt of attempts) attempt.timeOut(`${what} had not come to an end after ${milliseconds / 1_000} s`);
    return 0;
  }

  private runOut(what: string, milliseconds: number): void {
    this.hasRunOutOfTime = true;
    this.stage.obstacles.meetSlowness(what, milliseconds);
  }

  /** Whether there is somebody to wait for: a zombie, or an attempt that goes on beside it. */
  private hasOthers(attempt: Attempt): boolean {
    return this.stage.attempts.some(
      (other) =>
        other !== attempt &&
        !other.isDead &&
        !other.isUnwound &&
        (other.isFrozen || (other.isRunning && !other.isBlocked)),
    );
  }

  /** Whether anybody else may hold something. */
  private hasCompany(attempt: Attempt): boolean {
    return this.stage.attempts.some((other) => other !== attempt && !other.isDead);
  }

  private async isWaiting(attempt: Attempt): Promise<boolean> {
    for (const world of this.stage.worlds) if ((await world.isWaiting?.(attempt.id)) === true) return true;
    return false;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
