// What was met on call after night-shift.ts was written: its steps, and workflows that go wrong in further ways.
import {
  CancellationScope,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  executeChild,
  makeContinueAsNewFunc,
  ParentClosePolicy,
  proxyActivities,
  setHandler,
  sleep,
  startChild,
  upsertMemo,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { steps } from './night-shift';

export { compensate, roundAndRound, steps, takeUpdates } from './night-shift';

type Step = Parameters<typeof steps>[0][number];
type Activities = Record<string, (...args: readonly unknown[]) => Promise<unknown>>;

/** Starts children, waits for a signal beside them, and never for one of them. */
export async function startAndWait(children: readonly { id: string; taskQueue?: string; steps: Step[] }[]) {
  for (const { id, taskQueue = workflowInfo().taskQueue, steps: list } of children) {
    await startChild(steps, {
      workflowId: id,
      taskQueue,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      args: [list],
    });
  }
  let isThere = false;
  setHandler(defineSignal('close'), () => void (isThere = true));
  await condition(() => isThere);
}

/** Waits for all of many children. */
export async function awaitMany(children: readonly { id: string; taskQueue?: string; steps: Step[] }[]) {
  await Promise.all(
    children.map(({ id, taskQueue = workflowInfo().taskQueue, steps: list }) =>
      executeChild(steps, { workflowId: id, taskQueue, args: [list] }),
    ),
  );
}

/** Does its steps in a later run. */
export async function laterRun(runsBefore: number, list: readonly Step[]): Promise<void> {
  if (runsBefore > 0) await continueAsNew<typeof laterRun>(runsBefore - 1, list);
  await steps(list);
}

/** Goes on in a type that is not there. */
export async function moveOn(): Promise<void> {
  await sleep(1);
  await makeContinueAsNewFunc({ workflowType: 'nextVersion' })();
}

/** Does its steps; an update waits until they are done. */
export async function awaitedByUpdate(list: readonly Step[]): Promise<void> {
  let isDone = false;
  setHandler(
    defineUpdate<void, [unknown]>('whenDone'),
    async () => {
      await condition(() => isDone);
    },
    {
      validator: (argument) => {
        if (argument === 'refuse me') throw new Error('not like this');
      },
    },
  );
  await steps(list);
  isDone = true;
}

/** Its handlers break. */
export async function brokenHandlers(): Promise<void> {
  setHandler(defineUpdate('update'), async () => {
    throw new TypeError('no currency');
  });
  setHandler(defineSignal('signal'), () => {
    throw new TypeError('no currency');
  });
  setHandler(defineSignal('spin'), () => {
    for (;;);
  });
  await condition(() => false);
}

export async function rejectBeside(): Promise<void> {
  await sleep(1);
  void Promise.reject(new TypeError('nobody caught this'));
  await sleep('1 hour');
}

export async function throwText(): Promise<void> {
  await sleep(1);
  throw 'out of stock';
}

/** Gives two activities one id. */
export async function sameActivityIds(): Promise<void> {
  const { hold } = proxyActivities<Activities>({ startToCloseTimeout: '1 hour', activityId: 'charge' } as never);
  await Promise.all([hold?.(), hold?.()]);
}

export async function largeMemo(bytes: number): Promise<void> {
  upsertMemo({ basket: 'x'.repeat(bytes) });
  await sleep('1 hour');
}

export async function childOfUnknownAttribute(): Promise<void> {
  await sleep(1);
  await startChild(steps, { args: [[]], searchAttributes: { NoSuchAttribute: ['x'] } });
}

export async function wrongAttributeType(name: string): Promise<void> {
  await sleep(1);
  upsertSearchAttributes({ [name]: ['not a number'] });
  await sleep('1 hour');
}

/** Calls an activity over and over, each time in a run of its own. */
export async function workInRuns(): Promise<void> {
  await proxyActivities<Activities>({ startToCloseTimeout: '1 minute' })['work']?.();
  await continueAsNew<typeof workInRuns>();
}

/** Ends at the first quiet moment, while signals go on coming. */
export async function endInAStorm(): Promise<number> {
  let count = 0;
  setHandler(defineSignal('note'), () => void count++);
  await condition(() => count > 0);
  return count;
}

/** Waits for a child that it survives; one that ended badly is passed over. */
export async function outliveChild(id: string, list: readonly Step[]): Promise<void> {
  await executeChild(steps, { workflowId: id, args: [list] }).catch(() => undefined);
  await condition(() => false);
}

/** An activity that nobody takes, with another one in a scope of its own that has been cancelled. */
export async function cancelOneOfTwo(list: readonly Step[]): Promise<void> {
  const scope = new CancellationScope();
  const one = scope.run(() => steps([{ do: 'sleep', milliseconds: 3_600_000 }])).catch(() => undefined);
  scope.cancel();
  await one;
  await steps(list);
}

/** Passes so much to so many activities in one task. */
export async function passMuch(bytes: number, times: number): Promise<void> {
  const { work } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' });
  await Promise.all(Array.from({ length: times }, () => work?.('x'.repeat(bytes))));
}

/** In another deployment it calls another activity. */
export async function deployed(): Promise<void> {
  await proxyActivities<Activities>({ startToCloseTimeout: '1 minute' })['work']?.();
  await condition(() => false);
}
