// What one shift hands to the next: several troubles at once, put together from the steps that a scenario gives.
import {
  type ActivityOptions,
  ActivityCancellationType,
  CancellationScope,
  ChildWorkflowCancellationType,
  condition,
  continueAsNew,
  createNexusServiceClient,
  defineSignal,
  defineUpdate,
  executeChild,
  getExternalWorkflowHandle,
  isCancellation,
  makeContinueAsNewFunc,
  ParentClosePolicy,
  proxyActivities,
  setHandler,
  sleep,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import { awaitApproval, runActivity, runLocal } from './dawn-watch';

export * from './dawn-watch';

type Step =
  | { readonly activity: string; readonly options?: ActivityOptions; readonly args?: unknown[] }
  | { readonly child: string; readonly id?: string; readonly args?: unknown[]; readonly options?: object }
  | { readonly nexus: string; readonly options?: object }
  | { readonly sleep: string }
  | { readonly signal: true };

const approve = defineSignal('approve');
const forever = () => condition(() => false);
const charges = { name: 'charges', operations: { charge: { name: 'charge' } } };

async function take(step: Step): Promise<void> {
  if ('activity' in step) await runActivity(step.activity, step.options, ...(step.args ?? []));
  if ('child' in step) await executeChild(step.child, childOptions(step));
  if ('nexus' in step) {
    const client = createNexusServiceClient({ service: charges as never, endpoint: step.nexus });
    await client.executeOperation('charge' as never, 'order-17' as never, step.options ?? {});
  }
  if ('sleep' in step) await sleep(step.sleep as '1 hour');
  if ('signal' in step) await awaitApproval();
}

function childOptions({ child, id = child, args = [], options = {} }: Extract<Step, { child: string }>) {
  return { workflowId: `${workflowInfo().workflowId}/${id}`, args, ...options };
}

export async function together(...steps: Step[]): Promise<void> {
  await Promise.all(steps.map(take));
}

export async function inTurn(...steps: Step[]): Promise<void> {
  for (const step of steps) await take(step);
}

export async function whichIsFirst(...steps: Step[]): Promise<void> {
  await Promise.race(steps.map(take));
}

/** What fails is forgotten; then it waits for a signal. */
export async function afterFailure(...steps: Step[]): Promise<void> {
  for (const step of steps) await take(step).catch(() => {});
  await awaitApproval();
}

/** Gives up the first step without waiting for its end, and goes on with the others. */
export async function insteadOf(first: Step, ...steps: Step[]): Promise<void> {
  const scope = new CancellationScope();
  const given = scope.run(() => take(first)).catch(() => {});
  await sleep(300);
  scope.cancel();
  await given;
  await inTurn(...steps);
}

export async function breaksOnSignal(...steps: Step[]): Promise<void> {
  setHandler(approve, () => {
    throw new TypeError("Cannot read properties of null (reading 'total')");
  });
  await together(...steps);
}

/** Its updates take the same steps. */
export async function withUpdates(...steps: Step[]): Promise<void> {
  setHandler(defineUpdate('change'), () => together(...steps));
  await awaitApproval();
}

/** One update at a time. */
export async function oneUpdateAtATime(...steps: Step[]): Promise<void> {
  let isTaken = false;
  setHandler(defineUpdate('change'), async () => {
    await condition(() => !isTaken);
    isTaken = true;
    await together(...steps);
    isTaken = false;
  });
  await awaitApproval();
}

/** It is over while its update is not. */
export async function endsBeforeItsUpdate(): Promise<void> {
  setHandler(defineUpdate('change'), forever);
  await awaitApproval();
}

export async function cancelsAnother(workflowId: string): Promise<void> {
  await getExternalWorkflowHandle(workflowId).cancel();
  await awaitApproval();
}

export async function asksForLock(lockId: string): Promise<void> {
  let isMine = false;
  setHandler(defineSignal('lockAcquired'), () => void (isMine = true));
  await getExternalWorkflowHandle(lockId).signal('approve');
  await condition(() => isMine);
}

export async function tidiesUp(): Promise<string> {
  await forever().catch(() => {});
  return 'tidy';
}

/** On cancellation, the steps; then it ends as cancelled. */
export async function cleansUpWith(...steps: Step[]): Promise<void> {
  try {
    await forever();
  } catch (error) {
    if (isCancellation(error)) await CancellationScope.nonCancellable(() => inTurn(...steps));
    throw error;
  }
}

/** Cancels its child, which it then waits for. */
export async function stopsItsChild(child: string, ...args: unknown[]): Promise<void> {
  await CancellationScope.cancellable(async () => {
    const options = { cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED };
    const handle = await startChild(child, { ...childOptions({ child, args }), ...options });
    await sleep(500);
    CancellationScope.current().cancel();
    await handle.result();
  });
}

/** Starts a child with a policy, and then takes steps. */
export async function beside(child: string, policy: keyof typeof ParentClosePolicy, ...steps: Step[]): Promise<void> {
  await startChild(child, { ...childOptions({ child }), parentClosePolicy: ParentClosePolicy[policy] });
  await inTurn(...steps);
}

export async function abandonsItsActivity(name: string, options: ActivityOptions): Promise<void> {
  const cancellationType = ActivityCancellationType.ABANDON;
  await insteadOf({ activity: name, options: { ...options, cancellationType } }, { sleep: '2 hours' });
}

export async function throwsNothing(): Promise<void> {
  throw undefined;
}

export async function waitsInVain(): Promise<void> {
  await forever();
}

export async function sleepsBadly(): Promise<void> {
  await sleep('5 minuts' as '5 minutes');
}

export async function withoutTimeout(): Promise<void> {
  await proxyActivities<{ work(): Promise<void> }>({} as never).work();
}

export async function goesOnWith(): Promise<void> {
  await continueAsNew<(value: bigint) => Promise<void>>(10n);
}

export async function goesOnElsewhere(taskQueue: string): Promise<void> {
  await makeContinueAsNewFunc<typeof awaitApproval>({ taskQueue, workflowType: 'awaitApproval' })();
}

/** Exported, and none. */
export const notAWorkflow = { run: async (): Promise<void> => {} };

/** Looks again and again, and begins anew from time to time. */
export async function watches(kind: 'activity' | 'local', rounds = 40): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    if (kind === 'activity') await runActivity('work');
    else await look();
    await sleep(200);
  }
  await continueAsNew<typeof watches>(kind, rounds);
}

async function look(): Promise<void> {
  await Promise.race([runLocal('work', {}), sleep(150)]);
}

/** Each round as a run of its own; the last one takes the steps. */
export async function rounds(left: number, ...steps: Step[]): Promise<void> {
  if (left > 0) await continueAsNew<typeof rounds>(left - 1, ...steps);
  await together(...steps);
}

export async function dieInLocal(): Promise<void> {
  await runLocal('poison', {});
}

/** Of a version that was rolled back. */
export async function rolledBack(): Promise<void> {
  await sleep(1);
  await awaitApproval();
  await sleep('3 hours');
}

export async function hasQuestions(): Promise<void> {
  await sleep('4 hours');
}
