// Each workflow is stuck, or waits, in one way.
import {
  ActivityCancellationType,
  CancellationScope,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  executeChild,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
  startChild,
  ActivityFailure,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';

interface CallOptions {
  readonly name: string;
  readonly taskQueue?: string;
  readonly options?: object;
  readonly args?: readonly unknown[];
}

/** Calls activities, all at once. */
export async function callActivities(calls: readonly CallOptions[]): Promise<void> {
  await Promise.all(
    calls.map(async ({ name, taskQueue, options, args = [] }) => {
      const activities = proxyActivities<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>({
        startToCloseTimeout: '1 hour',
        ...(taskQueue !== undefined && { taskQueue }),
        ...options,
      });
      await activities[name]?.(...args);
    }),
  );
}

export async function callLocally(name: string, options: object): Promise<void> {
  const activities = proxyLocalActivities<Record<string, () => Promise<unknown>>>({
    startToCloseTimeout: '1 hour',
    ...options,
  });
  await activities[name]?.();
}

/** Catches the expiry of an activity and waits for something else. */
export async function swallowExpiry(taskQueue: string): Promise<void> {
  const { work } = proxyActivities<{ work(): Promise<void> }>({
    taskQueue,
    startToCloseTimeout: '1 minute',
    scheduleToStartTimeout: '1 second',
  });
  await work().catch((error: unknown) => {
    if (!(error instanceof ActivityFailure)) throw error;
  });
  await condition(() => false);
}

export async function sleepFor(duration: number): Promise<void> {
  await sleep(duration);
}

const approve = defineSignal('approve');

export async function awaitSignal(): Promise<void> {
  let isApproved = false;
  setHandler(approve, () => {
    isApproved = true;
  });
  await condition(() => isApproved);
}

export async function signalOrTimeout(): Promise<void> {
  let isApproved = false;
  setHandler(approve, () => {
    isApproved = true;
  });
  await condition(() => isApproved, '1 hour');
}

const settle = defineUpdate<void, [boolean]>('settle');

/** An update whose handler never ends, or runs an activity. */
export async function awaitUpdate(): Promise<void> {
  setHandler(settle, async (isWorking) => {
    if (!isWorking) return await condition(() => false);
    await proxyActivities<{ hold(): Promise<void> }>({ startToCloseTimeout: '1 hour' }).hold();
  });
  await condition(() => false);
}

export async function throwTypeError(): Promise<void> {
  await sleep(1);
  const order = {} as { item?: { price: number } };
  throw new TypeError(`price is ${(order.item as { price: number }).price}`);
}

export async function block(): Promise<void> {
  for (;;);
}

export async function blockAfterCancel(): Promise<void> {
  for (;;) {
    try {
      await sleep('1 hour');
    } catch {
      // Swallowed.
    }
  }
}

export async function badSearchAttribute(): Promise<void> {
  upsertSearchAttributes({ NoSuchAttribute: ['x'] });
  await sleep('1 hour');
}

export async function ignoreCancel(): Promise<void> {
  await sleep('1 hour').catch(() => {});
  await CancellationScope.nonCancellable(() => sleep('2 hours'));
}

export async function holdThroughCancel(): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    await proxyActivities<{ hold(): Promise<void> }>({ startToCloseTimeout: '1 hour' }).hold();
  });
}

/** Waits for an activity that was asked to cancel. */
export async function awaitCancellation(name: string): Promise<void> {
  const activities = proxyActivities<Record<string, () => Promise<unknown>>>({
    startToCloseTimeout: '1 hour',
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  });
  await activities[name]?.();
}

export async function returnString(length: number): Promise<string> {
  return 'x'.repeat(length);
}

interface ChildOptions {
  readonly type: string;
  readonly workflowId: string;
  readonly taskQueue?: string;
  readonly args?: unknown[];
}

export async function awaitChildren(children: readonly ChildOptions[]): Promise<void> {
  await Promise.all(
    children.map(({ type, workflowId, taskQueue = workflowInfo().taskQueue, args = [] }) =>
      executeChild(type, { workflowId, taskQueue, args }),
    ),
  );
}

export async function startChildren(children: readonly ChildOptions[]): Promise<void> {
  for (const { type, workflowId, taskQueue = workflowInfo().taskQueue, args = [] } of children) {
    await startChild(type, { workflowId, taskQueue, args });
  }
  await condition(() => false);
}

export async function continueOnce(isSecond = false): Promise<void> {
  if (!isSecond) await continueAsNew<typeof continueOnce>(true);
  await sleep('1 hour');
}

export async function failWith(message: string): Promise<void> {
  await proxyActivities<{ failForGood(message: string): Promise<void> }>({
    startToCloseTimeout: '1 minute',
  }).failForGood(message);
}

export async function succeed(): Promise<string> {
  return 'done';
}

/** Sends commands with an answer that the server refuses before it records it. */
export async function unspeakable(): Promise<void> {
  await proxyActivities<{ work(): Promise<void> }>({
    startToCloseTimeout: '1 minute',
    taskQueue: 'q'.repeat(1_200),
  }).work();
}

export async function changed(): Promise<void> {
  await sleep('1 second');
  await condition(() => false);
}

const { work } = proxyActivities<{ work(): Promise<string> }>({ startToCloseTimeout: '1 minute' });

/** Does one thing after the other, without a rest. */
export async function busy(steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await work();
}

export async function busyWithTimers(steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) {
    await sleep(20);
    await Promise.all([work(), work(), sleep(10)]);
  }
}

export async function busyWithChildren(steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) {
    await executeChild(busy, { args: [2], workflowId: `${workflowInfo().workflowId}-${step}` });
  }
}

export async function returnBigInt(): Promise<unknown> {
  await sleep(1);
  return { total: 12n };
}

export async function retryLocally(): Promise<void> {
  const { fail } = proxyLocalActivities<{ fail(): Promise<void> }>({
    startToCloseTimeout: '1 minute',
    localRetryThreshold: '1 second',
    retry: { initialInterval: '20 seconds' },
  });
  await fail();
}

export async function failOnce(): Promise<void> {
  await proxyActivities<{ failForGood(message: string): Promise<void> }>({
    startToCloseTimeout: '1 minute',
  }).failForGood('no');
}

/** An activity that cancels slowly, in a scope of its own. */
export async function cancelSlowly(): Promise<void> {
  const { hang } = proxyActivities<{ hang(): Promise<void> }>({
    startToCloseTimeout: '1 hour',
    heartbeatTimeout: '1 minute',
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  });
  const scope = new CancellationScope();
  const running = scope.run(() => hang());
  await sleep(1);
  scope.cancel();
  await running;
}

/** Starts a timer or none, takes any number of signals, and waits. */
export async function waitThroughSignals(waitsForTimer: boolean): Promise<void> {
  setHandler(defineSignal('note'), () => undefined);
  await (waitsForTimer ? sleep('1 day') : condition(() => false));
}
