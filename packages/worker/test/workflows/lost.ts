// What the SDK takes without a word and does nothing with; one mistake a workflow, and its nearest right code beside it.
import {
  ApplicationFailure,
  deprecatePatch,
  executeChild,
  makeContinueAsNewFunc,
  patched,
  proxyActivities,
  proxyLocalActivities,
  sleep,
  startChild,
  upsertMemo,
  workflowInfo,
} from '@handrail/workflow';

interface Activities {
  charge(...args: unknown[]): Promise<unknown>;
}

/** Nobody's: what tests pass in the place of options. */
const given = (value: unknown) => value as never;

export async function child(): Promise<void> {}

export async function memoOfChild(memo: unknown): Promise<void> {
  await executeChild(child, { memo: given(memo) });
}

export async function memoOfMap(): Promise<void> {
  await executeChild(child, { memo: given(new Map([['state', 'new']])) });
}

export async function optionOfChild(option: string, value: unknown): Promise<void> {
  await executeChild(child, { [option]: value } as object);
}

export async function optionsOfChild(options: unknown): Promise<void> {
  await executeChild(child, given(options));
}

export async function memoOfNextRun(memo: unknown): Promise<void> {
  if (workflowInfo().continuedFromExecutionRunId === undefined) {
    await makeContinueAsNewFunc({ memo: given(memo) })(memo);
  }
}

export async function optionOfActivity(option: string, value: unknown): Promise<void> {
  await proxyActivities<Activities>({ [option]: value } as object).charge();
}

export async function proxiesText(): Promise<void> {
  await proxyActivities<Activities>(given('payments')).charge();
}

export async function proxiesLocallyText(): Promise<void> {
  await proxyLocalActivities<Activities>(given('payments')).charge();
}

export async function proxiesNull(): Promise<void> {
  await proxyActivities<Activities>(given(null)).charge();
}

export async function proxiesActivities(): Promise<void> {
  const activities = { charge: () => undefined };
  await proxyActivities<Activities>(given(activities)).charge();
}

export async function proxiesRight(): Promise<void> {
  await proxyActivities<Activities>({ startToCloseTimeout: '10 seconds', summary: 'charged' }).charge();
}

export async function changesMemo(memo: unknown): Promise<unknown> {
  upsertMemo(given(memo));
  await sleep(1);
  return workflowInfo().memo;
}

export async function patches(id: unknown): Promise<boolean> {
  const isPatched = patched(given(id));
  await sleep(1);
  return isPatched;
}

export async function patchesNothing(): Promise<boolean> {
  return patched(given(undefined));
}

export async function deprecatesNothing(): Promise<void> {
  deprecatePatch(given(undefined));
  await sleep(1);
}

export async function failsWith(options: unknown): Promise<void> {
  throw ApplicationFailure.create(given(options));
}

export async function failsWithNothing(): Promise<void> {
  throw ApplicationFailure.create(given(undefined));
}

export async function failsInActivity(mistake: string): Promise<void> {
  await proxyActivities<Activities>({ retry: { maximumAttempts: 2, initialInterval: 1 } }).charge(mistake);
}

export async function waits(): Promise<void> {
  await sleep('1 hour');
}

/** Starts two children of one id; or, given an id, a child of it. */
export async function startsTakenChild(id?: string): Promise<void> {
  const workflowId = id ?? `${workflowInfo().workflowId}/child`;
  if (id === undefined) await startChild(waits, { workflowId });
  await executeChild(waits, { workflowId });
}

export async function minds(id: string): Promise<string> {
  try {
    await executeChild(waits, { workflowId: id });
  } catch (error) {
    return (error as Error).message;
  }
  return 'started';
}

export async function wrapsTakenChild(id: string): Promise<void> {
  try {
    await executeChild(waits, { workflowId: id });
  } catch (error) {
    throw ApplicationFailure.create({ message: 'not shipped', type: 'NotShipped', cause: error as Error });
  }
}

/** For payload converters. */
export async function takes(price: unknown): Promise<unknown> {
  return price;
}

export async function passesOn(currency: string): Promise<void> {
  await proxyActivities<Activities>({ retry: { maximumAttempts: 2, initialInterval: 1 } }).charge('order-17', {
    currency,
    cents: 500,
  });
}

export async function makesPrice(): Promise<unknown> {
  return { currency: 'DEM', cents: 500 };
}

export async function readsResult(): Promise<unknown> {
  return await proxyActivities<Activities>().charge('makes a price');
}
