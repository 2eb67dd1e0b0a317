import { ApplicationFailure, CompleteAsyncError, Context } from '@temporalio/activity';
import type { WorkerOptions } from '@temporalio/worker';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll } from 'vitest';
import type { Explanation } from '../../src';
import { activities } from './activities';
import { type Description, newQueue, ServerRig, WORKER_PACKAGES } from './server-rig';

export const SCHEDULED = 1;
export const STARTED = 2;

const ON_CALL = '../workflows/on-call.ts';

/** A rig for the workflows of night-shift.ts, whose steps a test gives. */
export class NightShift extends ServerRig {
  #home: Promise<string> | undefined;

  constructor(
    loadWorkerPackage = WORKER_PACKAGES[0]![1],
    readonly workflowsAtHome = ON_CALL,
  ) {
    super(loadWorkerPackage);
  }

  /** A queue with a worker that tests share which do it no harm. */
  async home(): Promise<string> {
    this.#home ??= (async () => {
      const queue = newQueue('home');
      await this.runNight(queue, { workflows: this.workflowsAtHome });
      return queue;
    })();
    return await this.#home;
  }

  async runOnCall(queue: string, options: Partial<WorkerOptions> = {}) {
    return await this.runNight(queue, { workflows: ON_CALL, ...options });
  }

  async runNight(queue: string, options: Partial<WorkerOptions> & { readonly workflows?: string | false } = {}) {
    return await this.run(queue, { workflows: '../workflows/night-shift.ts', activities: atNight, ...options });
  }

  async steps(queue: string, list: readonly object[], options: object = {}): Promise<string> {
    return await this.start('steps', queue, options, list);
  }
}

/**
 * A rig for each kind of worker. Their workers at home, and the bundles of other files, are there before the first test: bundling holds
 * up the process, and deadlines of executions would pass meanwhile.
 */
export function nightShifts({
  atHome = ON_CALL,
  others = [],
}: {
  readonly atHome?: string;
  readonly others?: readonly string[];
} = {}): readonly (readonly [string, NightShift])[] {
  const rigs = WORKER_PACKAGES.map(([name, load]) => [name, new NightShift(load, atHome)] as const);
  beforeAll(async () => {
    for (const [, rig] of rigs) {
      await rig.home();
      for (const each of others) await rig.bundle(each);
    }
  });
  return rigs;
}

const failedOnce = new Set<string>();

const atNight = {
  ...activities,

  /** Sends heartbeats with many details. */
  async beatBig(): Promise<void> {
    for (let step = 0; ; step++) {
      Context.current().heartbeat({ step, rows: Array.from({ length: 3_000 }, (_, index) => `row ${index}`) });
      await Promise.race([wait(200), Context.current().cancelled]);
    }
  },

  /** Fails at first with a long wait; after a reset it is attempt 1 again, and succeeds. */
  async failOnce(): Promise<void> {
    const runId = Context.current().info.workflowExecution?.runId ?? '';
    if (failedOnce.has(runId)) return;
    failedOnce.add(runId);
    throw ApplicationFailure.create({ message: 'not yet', nextRetryDelay: '1 hour' });
  },

  async large(bytes: number): Promise<string> {
    return 'x'.repeat(bytes);
  },

  /** Is completed by somebody else. */
  async outside(): Promise<void> {
    throw new CompleteAsyncError();
  },

  /** Fails at first, and then works on. */
  async failFirst(): Promise<void> {
    if (Context.current().info.attempt === 1) throw new Error('pod was drained');
    for (;;) {
      Context.current().heartbeat('copied 17 of 40');
      await Promise.race([wait(200), Context.current().cancelled]);
    }
  },
};

export const isClosed = ({ workflowExecutionInfo }: Description): boolean => workflowExecutionInfo?.closeTime != null;

/** The evidence, a line each. */
export const told = ({ evidence }: Explanation): string => evidence.map(({ what }) => what).join('\n');

/** All that a person reads of it. */
export const all = ({ headline, consequence, remedy, also, ...rest }: Explanation): string =>
  [
    headline,
    told({ headline, consequence, remedy, also, ...rest }),
    consequence,
    ...remedy.flatMap(({ text, command = '' }) => [text, command]),
    ...also.map((each) => `${each.cause}: ${each.headline}`),
  ].join('\n');
