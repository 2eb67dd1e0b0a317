import { addressOf, BoundedSet, countOne, linksFor, logProblem } from '@handrail/common/host';
import type { EffectivePolicy } from '@handrail/common';
import { HR7074, type Links } from '@handrail/errors';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { OperationsClient } from '../explain-execution';
import type { Explanation } from '../explanation';
import { SharedAnswers } from '../gather/shared-answers';
import { lookAtExecution, toAnswer } from '../internal/look-at-execution';
import { ServerCalls } from '../internal/server-calls';
import { judgeAgain, judgeSla, type SlaFacts } from './judge-sla';
import { LEASE_MILLISECONDS } from './claim-service';
import { DeadlineWatch } from './deadline-watch';
import { hasEndedWell, lookAtSlas } from './look-at-slas';
import { readMonitorOptions, type SlaMonitorOptions } from './sla-monitor-options';
import { ServerClock } from './server-clock';
import { type Delivered, type Delivery, NoticeClaims } from './notice-claims';
import type { SlaEntry } from './sla-entry';
import { notificationId, slaNotice, type SlaNotice } from './sla-notice';
import { PatientSink } from './patient-sink';
import { currentSlaFacts } from './sla-facts';
import { dueSteps, isSameStep, type SlaStep } from './sla-steps';

/** What one look of a monitor came to. */
export interface SlaRound {
  /** From when on the next look goes through what has ended, in milliseconds since 1970. */
  readonly checkedUntil: number;
  /** Executions that are late or near it, apart from those of which all was said before. */
  readonly found: number;
  readonly notified: number;
  /** Notices that another monitor is about to deliver. */
  readonly taken: number;
  /** Notices that could not be delivered; the next look tries again. */
  readonly failed: number;
  /** Whether it ended before its end, because its time was over. */
  readonly unfinished: boolean;
  readonly notExamined: readonly string[];
}

// Several monitors do not all ask at the same moment.
const APART_MILLISECONDS = 1_000;
// A clock may go wrong later, too.
const LEARNS_EVERY_MILLISECONDS = 3_600_000;
const WATCH_CONCURRENCY = 16;
// Where it gets late, being told in time is worth more than being told why.
const LAGS_IN_AN_INTERVAL = 8;

type Listed = SlaFacts & { readonly deadline: number };

// Visibility may lag behind by that much.
const LAG_MILLISECONDS = 60_000;

/** Looks at SLAs, over and over. It remembers what it has said. */
export class SlaRounds {
  readonly every: number;
  readonly #client: OperationsClient;
  readonly #sinks: readonly PatientSink[];
  readonly #warnBefore: number;
  readonly #stillEvery: number;
  readonly #catchUp: number;
  readonly #most: number;
  readonly #policy: EffectivePolicy;
  readonly #links: Links;
  readonly #claims: NoticeClaims;
  readonly #shared = new SharedAnswers();
  /** What sinks have got of notices that others did not take. */
  readonly #got = new BoundedSet(100_000);
  /** Tells of a breach when it happens, and not only at the next look. */
  readonly #watch: DeadlineWatch | undefined;
  readonly #clock: ServerClock;
  #learnsAgainAt = 0;
  readonly #sinceLook = { found: 0, notified: 0, taken: 0, failed: 0 };

  /**
   * @param goesOn whether it is there between the looks, too
   * @param clock that of this machine, which may be wrong
   */
  constructor(client: OperationsClient, options: SlaMonitorOptions, goesOn = false, clock: () => number = Date.now) {
    this.#clock = new ServerClock(clock);
    this.#watch = goesOn ? new DeadlineWatch(WATCH_CONCURRENCY) : undefined;
    this.#client = client;
    const { every, sinkTimeout, ...given } = readMonitorOptions(options);
    this.every = every;
    this.#sinks = options.sinks.map((sink, index) => {
      const namesakes = options.sinks.slice(0, index).filter(({ name }) => name === sink.name).length;
      const key = namesakes === 0 ? sink.name : `${sink.name} ${namesakes + 1}`;
      return new PatientSink(sink, { key, timeout: sinkTimeout, rest: every });
    });
    this.#warnBefore = given.warnBefore;
    this.#stillEvery = given.stillEvery;
    this.#catchUp = given.catchUp;
    this.#most = options.most ?? 10_000;
    this.#policy = given.policy;
    this.#links = linksFor(this.#policy, addressOf(client.connection));
    this.#claims = new NoticeClaims(client, `handrail-sla-monitor@${hostname()}:${process.pid}:${randomUUID()}`);
  }

  /**
   * One look.
   *
   * @param since the `checkedUntil` of the one before
   * @param stopAt when it begins nothing more, by the clock of this machine
   */
  async look(since: number | undefined, stopAt = Number.POSITIVE_INFINITY): Promise<SlaRound> {
    await this.#learnTime();
    const begun = this.#clock.now();
    const from = since ?? begun - this.#catchUp;
    const calls = new ServerCalls(this.#client, { calls: Number.POSITIVE_INFINITY, concurrency: 32 });
    const count = { found: 0, notified: 0, taken: 0, failed: 0, untimely: 0 };
    // From the first on that is found: what a slow server takes for its lists is not taken from the verdicts.
    let until: number | undefined;
    const shared = new SharedAnswers();
    let unfinished = false;
    const look = {
      policy: this.#policy,
      calls,
      now: () => this.#clock.now(),
      warnBefore: this.#warnBefore,
      closedSince: from - LAG_MILLISECONDS,
      most: this.#most,
      isDone: (listed: SlaFacts) => this.#isDone(listed),
      ...(this.#watch !== undefined && {
        // Until the next look, and what it takes.
        listBefore: 2 * this.every,
        onUpcoming: (listed: Listed) => {
          // Those that are listed because they are near their deadline may be far from it all the same.
          if (listed.deadline <= begun + 2 * this.every) this.#watchFor(listed, calls);
        },
      }),
    };
    await this.#claims.learn(from - LAG_MILLISECONDS);
    await lookAtSlas(this.#client, look, async (entry) => {
      count.found++;
      if (Date.now() >= stopAt) unfinished = true;
      else await this.#tell(entry, count, { shared, until: (until ??= Date.now() + this.every / 4) });
    });
    const isWhole = count.taken + count.failed === 0 && !unfinished;
    const { found, notified } = this.#sinceLook;
    Object.assign(this.#sinceLook, { found: 0, notified: 0, taken: 0, failed: 0 });
    const { untimely, ...counted } = count;
    return {
      ...counted,
      found: counted.found - untimely + found,
      notified: counted.notified + notified,
      unfinished,
      checkedUntil: isWhole ? begun : from,
      notExamined: calls.notExamined.map(({ what, why }) => `${what}: ${why}`),
    };
  }

  /** By a clock that is behind nothing would be late; one that is ahead is put right by the first notice. */
  async #learnTime(): Promise<void> {
    if (performance.now() < this.#learnsAgainAt) return;
    this.#learnsAgainAt = performance.now() + LEARNS_EVERY_MILLISECONDS;
    const time = await this.#claims.time();
    if (time !== undefined) this.#clock.learn(time);
  }

  /** Ends what it does between the looks. */
  async stop(): Promise<void> {
    await this.#watch?.stop();
  }

  #watchFor(listed: Listed, calls: ServerCalls, at = listed.deadline + Math.random() * APART_MILLISECONDS): void {
    const act = async () => {
      // What fails here is found by the next look.
      await this.#lookAtOne(listed, calls).catch(() => {});
    };
    this.#watch?.plan({ key: `${listed.runId} ${listed.deadline}`, at: this.#clock.local(at), act });
  }

  async #lookAtOne(listed: Listed, calls: ServerCalls): Promise<void> {
    const { deadline } = listed;
    const breach = { severity: 'breach', number: 0 } as const;
    const name = { workflowId: listed.workflowId, deadline: new Date(deadline).toISOString() };
    if (await this.#claims.isKnown(this.#idOf(name, breach))) return;
    const { namespace } = this.#client.options;
    const facts = await currentSlaFacts(calls, namespace, listed, this.#policy.sla.deadlineAttribute);
    if (facts === undefined || hasEndedWell(facts)) return;
    const entry = judgeSla(facts, this.#clock.now(), this.#warnBefore);
    if (entry?.state !== 'late') return;
    const count = { found: 1, notified: 0, taken: 0, failed: 0, untimely: 0 };
    const isBehind = (this.#watch?.lag ?? 0) > this.every / LAGS_IN_AN_INTERVAL;
    await this.#tell(entry, count, { shared: this.#shared, until: isBehind ? 0 : Number.POSITIVE_INFINITY });
    this.#sinceLook.found += count.found - count.untimely;
    this.#sinceLook.notified += count.notified;
    const again = (milliseconds: number) => setTimeout(() => this.#watchFor(listed, calls), milliseconds).unref();
    if (count.untimely > 0) again(APART_MILLISECONDS);
    // Who has taken it may die with it.
    if (count.taken > 0) again(LEASE_MILLISECONDS);
  }

  #isDone(listed: SlaFacts): boolean {
    const entry = judgeSla(listed, this.#clock.now(), this.#warnBefore);
    return (
      entry !== undefined &&
      dueSteps(entry, this.#stillEvery).every((step) => this.#claims.isDelivered(this.#idOf(entry, step)))
    );
  }

  #idOf({ workflowId, deadline }: Pick<SlaEntry, 'workflowId' | 'deadline'>, step: SlaStep): string {
    return notificationId(this.#client.options.namespace, workflowId, deadline, step);
  }

  /** Delivers the first of an execution's steps that nobody has delivered. */
  async #tell(
    entry: SlaEntry,
    count: { notified: number; taken: number; failed: number; untimely: number },
    asked: Asked,
  ): Promise<void> {
    for (const step of dueSteps(entry, this.#stillEvery)) {
      const delivery = await this.#deliverOnce(entry, step, asked);
      if (delivery === 'known') continue;
      if (delivery === 'delivered') {
        countOne('handrail_sla_notices_total', { severity: step.severity, namespace: this.#client.options.namespace });
        count.notified++;
      } else count[delivery]++;
      return;
    }
  }

  async #deliverOnce(entry: SlaEntry, step: SlaStep, asked: Asked): Promise<Delivery> {
    const id = this.#idOf(entry, step);
    const memo = { about: entry.workflowId, severity: step.severity };
    let current = entry;
    // Whoever has a claim knows what time it is for the server, whatever the clock of this machine says.
    const isTimely = (time: number | undefined) => {
      if (time === undefined) return true;
      this.#clock.learn(time);
      const then = judgeAgain(entry, time, this.#warnBefore);
      current = then ?? entry;
      return then !== undefined && dueSteps(then, this.#stillEvery).some((each) => isSameStep(each, step));
    };
    const deliver = async (before: readonly string[]) =>
      await this.#deliver(await this.#word(current, step, asked), before);
    try {
      return await this.#claims.once(id, memo, { isTimely, deliver });
    } catch (error) {
      warnUndelivered({ sink: 'the server, which remembers it', notificationId: id, reason: (error as Error).message });
      return 'failed';
    }
  }

  async #word(entry: SlaEntry, step: SlaStep, { shared, until }: Asked): Promise<SlaNotice> {
    const { workflowId, runId } = entry;
    const links = this.#links;
    let explanation: Explanation | undefined;
    try {
      // A monitor wakes no worker.
      const limits = { calls: 60, executions: 10, callMilliseconds: 3_000 };
      const options = { runId, links, askWorker: 'never', limits } as const;
      // Where thousands are late at once, being told in time is worth more than being told why.
      if (Date.now() < until) explanation = toAnswer(await lookAtExecution(this.#client, workflowId, options, shared));
    } catch {
      // Better a notice without a verdict than none.
    }
    return slaNotice(entry, step, { namespace: this.#client.options.namespace, links, explanation });
  }

  async #deliver(notice: SlaNotice, before: readonly string[]): Promise<Delivered> {
    const { notificationId: id } = notice;
    const results = await Promise.all(
      this.#sinks.map(async (sink) => {
        const key = `${sink.key} ${id}`;
        if (this.#got.has(key) || before.includes(sink.key)) return true;
        try {
          await sink.deliver(notice);
          this.#got.add(key);
          return true;
        } catch (error) {
          warnUndelivered({ sink: sink.name, notificationId: id, reason: (error as Error).message });
          return false;
        }
      }),
    );
    return {
      isWhole: results.every(Boolean),
      got: this.#sinks.flatMap(({ key }, index) => (results[index] ? [key] : [])),
    };
  }
}

/** What the verdicts of one look share, and until when they are asked for. */
interface Asked {
  readonly shared: SharedAnswers;
  readonly until: number;
}

function warnUndelivered(facts: Parameters<typeof HR7074.problem>[0]): void {
  const { sink, notificationId: id } = facts;
  logProblem(HR7074.problem(facts), {}, { sink, notificationId: id });
  countOne('handrail_sla_undelivered_total', { sink });
}
