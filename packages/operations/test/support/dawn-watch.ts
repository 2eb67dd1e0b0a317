import { Context, CompleteAsyncError, ApplicationFailure } from '@temporalio/activity';
import type { WorkerOptions } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CauseSlug, Explanation, ExplainOptions } from '../../src';
import { shellOfAnUser } from './run-command';
import { isIdle, newQueue, ServerRig, WORKER_PACKAGES } from './server-rig';
import { all } from './night-shift';
import { spawnWorker } from './spawn-worker';
import { Turns } from './turns';

const OTHER_WORKFLOWS = fileURLToPath(new URL('../workflows/nexus.ts', import.meta.url));
const PACKAGE_NAMES = ['@temporalio/worker', '@handrail/worker'];
// A worker that has gone polls no more; only after this time is that told from one that polls at the moment.
const GONE_MILLISECONDS = 75_000;

/** A state that somebody on call meets, and what they would want to be told. */
export interface Scenario {
  /** Brings it about; the id to ask about, or how to ask. */
  readonly arrange: (watch: DawnWatch) => Promise<string | { readonly id: string; readonly options: ExplainOptions }>;
  readonly cause: CauseSlug | readonly CauseSlug[];
  readonly healthy: boolean;
  /** How the path ends, where it is longer than one. */
  readonly root?: CauseSlug;
  /** What must be said somewhere. */
  readonly says?: readonly (RegExp | string)[];
  /** What must not be said. */
  readonly never?: RegExp;
  /** What must also be there. */
  readonly also?: CauseSlug;
  /** What the remedy must hold, in words or in a command. */
  readonly remedy?: RegExp | string;
  /** A command of the remedy that is pasted into a shell; the workflow must then come to its wait. */
  readonly frees?: RegExp;
}

/** What the workers of a watch run. */
export interface Code {
  readonly workflows: string;
  readonly activities: object;
}

// Two cores run servers, workers and what asks: more at a time would be late for deadlines of seconds.
const arranging = new Turns(8);

/** A rig for the workflows of dawn-watch.ts, or of another file. */
export class DawnWatch extends ServerRig {
  #home: Promise<string> | undefined;

  constructor(
    readonly kind: number,
    readonly code: Code,
  ) {
    super(WORKER_PACKAGES[kind]![1]);
  }

  /** A queue with a worker that scenarios share which do it no harm. */
  async home(): Promise<string> {
    this.#home ??= (async () => {
      const queue = newQueue('home');
      await this.serve(queue);
      return queue;
    })();
    return await this.#home;
  }

  async serve(queue: string, options: Partial<WorkerOptions> & { readonly workflows?: string | false } = {}) {
    return await this.run(queue, { ...this.code, ...options });
  }

  /** A worker in a process of its own, which can be killed. */
  async spawn(queue: string, options: object = {}) {
    return await spawnWorker(queue, {
      workerPackage: PACKAGE_NAMES[this.kind],
      workflowBundle: await this.#bundleFile(),
      ...options,
    });
  }

  /** A worker in a process of its own that has none of the workflow types. */
  async spawnOther(queue: string) {
    return await spawnWorker(queue, { workerPackage: PACKAGE_NAMES[this.kind], workflows: OTHER_WORKFLOWS });
  }

  #file: Promise<{ codePath: string }> | undefined;

  /** The bundle as a file, which costs a process nothing. */
  async #bundleFile() {
    this.#file ??= (async () => {
      const { code } = await this.bundle(this.code.workflows);
      const codePath = join(mkdtempSync(join(tmpdir(), 'handrail-dawn-')), 'bundle.js');
      writeFileSync(codePath, code);
      return { codePath };
    })();
    return await this.#file;
  }

  /** Starts a workflow whose worker is at home, or as the options say. */
  async begin(type: string, args: readonly unknown[] = [], options: object = {}): Promise<string> {
    const workflowId = `${type}-${randomUUID()}`;
    const taskQueue = await this.home();
    await this.client.workflow.start(type, { workflowId, taskQueue, args: [...args], ...options });
    return workflowId;
  }

  /** Long enough for what has gone to be gone; others are arranged meanwhile. Scenarios that need it stand in one file. */
  async untilGone(): Promise<void> {
    arranging.release();
    await wait(GONE_MILLISECONDS);
    await arranging.acquire('first');
  }
}

/** Arranges all at about the same time under both workers, as they are in a namespace, and then asks about each: most of the time is spent waiting. */
export function watch(scenarios: Readonly<Record<string, Scenario>>, code: Code = DAWN): void {
  const watches = WORKER_PACKAGES.map(([name], kind) => {
    return { name, rig: new DawnWatch(kind, code), asked: new Map<string, Promise<Explanation>>() };
  });

  beforeAll(async () => {
    // Bundling holds up the process, and deadlines of executions would pass meanwhile.
    for (const { rig } of watches) await rig.home();
    for (const { rig, asked } of watches) {
      for (const [name, { arrange }] of Object.entries(scenarios)) {
        const answer = arranging.hold(async () => {
          const asking = await arrange(rig);
          return typeof asking === 'string' ? await rig.explain(asking) : await rig.explain(asking.id, asking.options);
        });
        answer.catch(() => {});
        asked.set(name, answer);
      }
    }
  }, 60_000);

  for (const { name: worker, rig, asked } of watches)
    describe(`under ${worker}`, () => {
      it.each(Object.entries(scenarios))(
        '%s',
        async (name, scenario) => {
          const explanation = await asked.get(name)!;
          expectRight(explanation, scenario);
          if (scenario.frees !== undefined) await expectFreed(rig, explanation, scenario.frees);
        },
        180_000,
      );
    });
}

async function expectFreed(rig: DawnWatch, { workflowId, remedy }: Explanation, frees: RegExp): Promise<void> {
  const command = remedy.find((each) => frees.test(each.command ?? ''))?.command;
  expect(command, JSON.stringify(remedy)).toBeDefined();
  const shell = await shellOfAnUser();
  const { exitCode, output } = await shell(command!);
  expect(exitCode, `${command}\n${output}`).toBe(0);
  await rig.until(workflowId, `that it goes on after ${command}`, isIdle);
}

function expectRight(explanation: Explanation, { cause, healthy, root, says, never, also, remedy }: Scenario): void {
  const causes = typeof cause === 'string' ? [cause] : cause;
  const text = all(explanation);
  const wrong = [
    !causes.includes(explanation.cause) && `cause is ${explanation.cause}, not ${causes.join(' or ')}`,
    explanation.healthy !== healthy && `healthy is ${explanation.healthy}`,
    root !== undefined &&
      explanation.path.at(-1)?.cause !== root &&
      `root is ${explanation.path.at(-1)?.cause}, not ${root}`,
    ...(says ?? []).map((each) => !acrossLines(each).test(text) && `never says ${String(each)}`),
    never?.test(text) === true && `says ${String(never)}`,
    also !== undefined && !explanation.also.some((each) => each.cause === also) && `also lacks ${also}`,
    remedy !== undefined &&
      !explanation.remedy.some((each) => new RegExp(remedy).test(`${each.text} ${each.command ?? ''}`)) &&
      `no remedy with ${String(remedy)}`,
  ].filter((each) => each !== false);
  expect(wrong, `${wrong.join('; ')}\n${text}\n${explanation.notExamined.join('\n')}`).toEqual([]);
}

function acrossLines(pattern: RegExp | string): RegExp {
  return typeof pattern === 'string' ? new RegExp(pattern, 's') : new RegExp(pattern, `${pattern.flags}s`);
}

/** Hears of nothing while it works. */
const deaf = async () => await new Promise<void>(() => {});

export const atDawn = {
  deaf,

  async work(): Promise<string> {
    return 'done';
  },

  /** Works, and says so. */
  async beat(): Promise<void> {
    for (let row = 0; ; row++) {
      Context.current().heartbeat({ row });
      await Promise.race([wait(300), Context.current().cancelled]);
    }
  },

  /** Works until its worker stops, and says nothing. */
  async hold(): Promise<void> {
    await Context.current().cancelled;
  },

  /** One sign of life, and then none. */
  async fallSilent(): Promise<void> {
    Context.current().heartbeat('row 1');
    await Context.current().cancelled;
  },

  async fail(): Promise<void> {
    throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
  },

  async decline(): Promise<void> {
    throw ApplicationFailure.nonRetryable('card was declined', 'CardDeclined');
  },

  async rateLimited(seconds = 3_600): Promise<void> {
    throw ApplicationFailure.create({ message: 'too many requests', nextRetryDelay: seconds * 1_000 });
  },

  async failOnceThenBeat(): Promise<void> {
    if (Context.current().info.attempt === 1) throw new Error('pod was evicted');
    await atDawn.beat();
  },

  async outside(): Promise<void> {
    throw new CompleteAsyncError();
  },

  async large(): Promise<string> {
    return 'x'.repeat(3_000_000);
  },
};

const DAWN: Code = { workflows: '../workflows/dawn-watch.ts', activities: atDawn };
