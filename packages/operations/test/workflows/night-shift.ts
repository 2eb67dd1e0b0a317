// What is stuck, or is not, in ways that somebody on call meets: several things at once, and waits that look like faults.
import {
  ActivityCancellationType,
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  executeChild,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';

type Activities = Record<string, (...args: readonly unknown[]) => Promise<unknown>>;

interface Step {
  readonly do: 'activity' | 'local' | 'child' | 'abandon' | 'sleep' | 'signal' | 'forever' | 'throw' | 'external';
  readonly name?: string;
  readonly id?: string;
  readonly taskQueue?: string;
  readonly options?: object;
  readonly args?: readonly unknown[];
  readonly milliseconds?: number;
  /** Done after a cancellation, where none can reach it. */
  readonly shielded?: boolean;
  /** Not waited for. */
  readonly beside?: boolean;
  readonly swallows?: boolean;
}

/** Takes steps one after the other. */
export async function steps(list: readonly Step[]): Promise<void> {
  for (const step of list) {
    const act = () => (step.shielded ? CancellationScope.nonCancellable(() => take(step)) : take(step));
    const taken = step.swallows ? act().catch(() => undefined) : act();
    if (step.beside) void taken.catch(() => undefined);
    else await taken;
  }
}

async function take(step: Step): Promise<void> {
  const { name = '', id = '', taskQueue, options = {}, args = [], milliseconds = 0 } = step;
  const place = taskQueue === undefined ? {} : { taskQueue };
  switch (step.do) {
    case 'activity':
      await proxyActivities<Activities>({ startToCloseTimeout: '1 hour', ...place, ...options })[name]?.(...args);
      return;
    case 'local':
      await proxyLocalActivities<Activities>({ startToCloseTimeout: '1 hour', ...options })[name]?.(...args);
      return;
    case 'child':
      await executeChild(name, { workflowId: id, ...place, ...options, args: [...args] });
      return;
    case 'abandon':
      await startChild(name, {
        workflowId: id,
        ...place,
        ...options,
        parentClosePolicy: ParentClosePolicy.ABANDON,
        args: [...args],
      });
      return;
    case 'sleep':
      return await sleep(milliseconds);
    case 'signal': {
      let isThere = false;
      setHandler(defineSignal(name), () => {
        isThere = true;
      });
      await condition(() => isThere);
      return;
    }
    case 'external':
      await getExternalWorkflowHandle(id).signal(name);
      return;
    case 'forever':
      await condition(() => false);
      return;
    case 'throw':
      throw new TypeError('no price');
  }
}

/** Takes updates whose handlers take steps. */
export async function takeUpdates(): Promise<void> {
  setHandler(defineUpdate<void, [readonly Step[]]>('advance'), async (list) => {
    await steps(list);
  });
  await condition(() => false);
  await condition(allHandlersFinished);
}

/** Saves what was done when it is cancelled. */
export async function compensate(list: readonly Step[]): Promise<void> {
  try {
    await sleep('1 day');
  } finally {
    await CancellationScope.nonCancellable(() => steps(list));
  }
}

/** Continues as new without an end. */
export async function roundAndRound(milliseconds: number): Promise<void> {
  await sleep(milliseconds);
  await continueAsNew<typeof roundAndRound>(milliseconds);
}

/** Asks an activity to cancel, and waits until it has. */
export async function cancelAndWait(name: string): Promise<void> {
  await proxyActivities<Activities>({
    startToCloseTimeout: '1 hour',
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  })[name]?.();
}

/** Waits for a signal of the child that waits for one of its parent. */
export async function waitForChild(): Promise<void> {
  const { workflowId } = workflowInfo();
  await executeChild(steps, { workflowId: `${workflowId}-child`, args: [[{ do: 'signal', name: 'go' }]] });
}

export async function failForGood(): Promise<void> {
  await sleep(1);
  await proxyActivities<Activities>({ startToCloseTimeout: '1 minute', retry: { maximumAttempts: 2 } })['fail']?.();
}
