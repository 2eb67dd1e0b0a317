// What people on call meet: one small workflow for each, and nothing shared but the options of an activity.
import {
  type ActivityOptions,
  ActivityCancellationType,
  ApplicationFailure,
  CancellationScope,
  ChildWorkflowCancellationType,
  condition,
  continueAsNew,
  createNexusServiceClient,
  defineQuery,
  defineSignal,
  defineUpdate,
  executeChild,
  getExternalWorkflowHandle,
  isCancellation,
  type LocalActivityOptions,
  ParentClosePolicy,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
  startChild,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';

type Anything = Record<string, (...args: unknown[]) => Promise<unknown>>;

const approve = defineSignal('approve');
const forever = () => condition(() => false);

/** One activity, with the options of the test. */
export async function runActivity(name: string, options: ActivityOptions = {}, ...args: unknown[]): Promise<unknown> {
  return await proxyActivities<Anything>({ startToCloseTimeout: '1 hour', ...options })[name]!(...args);
}

/** Several at once. */
export async function runActivities(...list: [string, ActivityOptions][]): Promise<void> {
  await Promise.all(list.map(([name, options]) => runActivity(name, options)));
}

/** An activity whose failure is logged and forgotten. */
export async function forgiving(name: string, options: ActivityOptions = {}): Promise<void> {
  await runActivity(name, options).catch(() => {});
  await awaitApproval();
}

/** Tries elsewhere what nobody took. */
export async function elsewhere(first: ActivityOptions, then: ActivityOptions): Promise<void> {
  await runActivity('work', first).catch(() => {});
  await runActivity('beat', then);
}

/** Gives an activity up that nobody took, and waits for nothing that could come. */
export async function givenUp(options: ActivityOptions): Promise<void> {
  await runActivity('work', options).catch(() => {});
  await forever();
}

export async function runLocal(name: string, options: LocalActivityOptions, ...args: unknown[]): Promise<void> {
  await proxyLocalActivities<Anything>({ startToCloseTimeout: '5 minutes', ...options })[name]!(...args);
  await awaitApproval();
}

export async function awaitApproval(): Promise<void> {
  let isApproved = false;
  setHandler(approve, () => void (isApproved = true));
  await condition(() => isApproved);
}

/** Waits for a signal, with an update to refuse and a query to fail. */
export async function talkative(): Promise<void> {
  setHandler(defineUpdate<void, [number]>('setAmount'), () => {}, {
    validator: (amount) => {
      if (amount < 0) throw new Error('an amount is not negative');
    },
  });
  setHandler(defineQuery('status'), () => {
    throw new Error('no status yet');
  });
  await awaitApproval();
}

export async function updatable(kind: 'waits' | 'works' | 'sleeps' | 'throws' | 'answers'): Promise<void> {
  setHandler(defineUpdate('change'), async () => {
    if (kind === 'waits') await forever();
    if (kind === 'works') await runActivity('beat', { heartbeatTimeout: '10 seconds' });
    if (kind === 'sleeps') await sleep('1 hour');
    if (kind === 'throws') throw new Error('undefined is not a function');
  });
  await awaitApproval();
}

/** An update hangs beside an activity that has nothing to do with it and retries for ever. */
export async function updatableBeside(name: string): Promise<void> {
  setHandler(defineUpdate('change'), forever);
  await runActivity(name, { retry: { initialInterval: '200 ms', backoffCoefficient: 1 } });
}

export async function brokenSignal(kind: 'task' | 'run'): Promise<void> {
  setHandler(approve, () => {
    throw kind === 'task' ? new TypeError("Cannot read properties of undefined (reading 'amount')") : failure();
  });
  await forever();
}

const failure = () => ApplicationFailure.nonRetryable('approved twice', 'TwiceApproved');

export async function approvalWithin(time: string): Promise<boolean> {
  let isApproved = false;
  setHandler(approve, () => void (isApproved = true));
  return await condition(() => isApproved, time as '1 hour');
}

export async function timers(...times: string[]): Promise<void> {
  for (const time of times) await sleep(time as '1 hour');
}

export async function parallelTimers(count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => sleep(1)));
  await awaitApproval();
}

export async function parallelTimersThen(count: number, name: string, options: ActivityOptions): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => sleep(1)));
  await runActivity(name, options);
}

export async function succeed(): Promise<string> {
  return 'done';
}

export async function fail(message = 'order is void'): Promise<void> {
  throw ApplicationFailure.nonRetryable(message, 'OrderVoid');
}

export async function failRetryably(): Promise<void> {
  throw ApplicationFailure.retryable('the night job failed', 'NightJob');
}

/** An entity: one step, then on as new; then it waits. */
export async function entity(rounds: number): Promise<void> {
  if (rounds > 0) await continueAsNew<typeof entity>(rounds - 1);
  await awaitApproval();
}

interface Child {
  readonly type: string;
  readonly id?: string;
  readonly args?: unknown[];
  readonly options?: object;
}

function childOptions({ id, args = [], options = {} }: Child) {
  return { workflowId: id ?? `${workflowInfo().workflowId}/child`, args, ...options };
}

export async function parent(...children: Child[]): Promise<void> {
  await Promise.all(children.map((child) => executeChild(child.type, childOptions(child))));
}

/** Starts a child that is to outlive it, and goes on with something else. */
export async function launcher(child: Child, then: 'waits' | 'ends' | 'awaits it'): Promise<void> {
  const handle = await startChild(child.type, { ...childOptions(child), parentClosePolicy: ParentClosePolicy.ABANDON });
  if (then === 'waits') await awaitApproval();
  if (then === 'awaits it') await handle.result();
}

export async function forgivingParent(child: Child): Promise<void> {
  await executeChild(child.type, childOptions(child)).catch(() => {});
  await awaitApproval();
}

/** Cancels its child and waits until that has ended. */
export async function cancelsItsChild(child: Child): Promise<void> {
  await CancellationScope.cancellable(async () => {
    const handle = await startChild(child.type, {
      ...childOptions(child),
      cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
    });
    CancellationScope.current().cancel();
    await handle.result();
  }).catch(() => {});
  await forever();
}

export async function swallowsCancel(): Promise<void> {
  await CancellationScope.current()
    .run(async () => await forever())
    .catch(() => {});
  await CancellationScope.nonCancellable(forever);
}

/** Swallows a cancellation while an activity that nobody takes is not told of it. */
export async function swallowsCancelBeside(options: ActivityOptions): Promise<void> {
  const work = CancellationScope.nonCancellable(() => runActivity('work', options));
  await forever().catch(() => {});
  await work;
}

export async function compensates(kind: 'works' | 'works and waits' | 'waits'): Promise<void> {
  try {
    await forever();
  } catch (error) {
    if (!isCancellation(error)) throw error;
    await CancellationScope.nonCancellable(async () => {
      if (kind === 'works') await runActivity('beat', { heartbeatTimeout: '10 seconds' });
      if (kind === 'works and waits') await runActivity('work');
      await sleep('2 hours');
    });
    throw error;
  }
}

export async function waitsForCancelled(options: ActivityOptions): Promise<void> {
  await runActivity('deaf', { cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED, ...options });
}

export async function throwsPlain(): Promise<void> {
  throw new RangeError('Invalid array length');
}

export async function spins(): Promise<void> {
  for (;;);
}

export async function badAttribute(): Promise<void> {
  upsertSearchAttributes({ NoSuchAttribute: ['x'] } as never);
  await forever();
}

export async function bigArgument(): Promise<void> {
  await runActivity('work', {}, 'x'.repeat(3_000_000));
}

export async function signalsMissing(): Promise<void> {
  await getExternalWorkflowHandle('no-such-order').signal('approve');
}

const charges = { name: 'charges', operations: { charge: { name: 'charge' } } };

export async function callsNexus(endpoint: string): Promise<unknown> {
  const client = createNexusServiceClient({ service: charges as never, endpoint });
  return await client.executeOperation('charge' as never, 'order-17' as never, { scheduleToCloseTimeout: '1 hour' });
}

/** What a deployment changes: see dawn-watch-deployed.ts. */
export async function deployed(): Promise<void> {
  await sleep(1);
  await awaitApproval();
}

/** Broken until the next deployment. */
export async function mended(): Promise<void> {
  throw new TypeError('config is not a function');
}
