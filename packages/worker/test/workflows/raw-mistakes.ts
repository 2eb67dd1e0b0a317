// The mistakes of the bare SDK's users, one a workflow; with the SDK's own imports, so that both workers can run them.
import {
  ApplicationFailure,
  continueAsNew,
  executeChild,
  getExternalWorkflowHandle,
  patched,
  proxyActivities,
  proxyLocalActivities,
  sleep,
  startChild,
  upsertMemo,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';

type Charge = { charge(...args: unknown[]): Promise<unknown>; chrage(): Promise<unknown>; slow(): Promise<unknown> };

const { charge, chrage, slow } = proxyActivities<Charge>({
  startToCloseTimeout: '1 second',
  retry: { initialInterval: '1 hour' },
});

export async function usesFetch(): Promise<unknown> {
  return await fetch('https://example.com');
}

export async function usesProcess(): Promise<unknown> {
  return process.env['HOME'];
}

export async function usesBuffer(): Promise<unknown> {
  return Buffer.from('a').length;
}

export async function usesSetInterval(): Promise<unknown> {
  return setInterval(() => undefined, 1_000);
}

export async function usesFetchOfTheGlobal(): Promise<unknown> {
  return await globalThis.fetch('https://example.com');
}

export async function holdsWeakly(): Promise<unknown> {
  return new WeakRef({}).deref();
}

export const notAFunction = { order: 1 };

export async function hasNoTimeout(): Promise<unknown> {
  return await proxyActivities<Charge>({ retry: { maximumAttempts: 2 } } as never).charge();
}

export async function hasNoTimeoutLocally(): Promise<unknown> {
  return await proxyLocalActivities<Charge>({} as never).charge();
}

export async function hasBadDuration(): Promise<unknown> {
  return await proxyActivities<Charge>({ startToCloseTimeout: '1 minutess' as '1 minute' }).charge();
}

export async function sleepsForNaN(): Promise<void> {
  await sleep(Number('soon'));
}

export async function hasNegativeTimeout(): Promise<unknown> {
  return await proxyActivities<Charge>({ startToCloseTimeout: -5_000 }).charge();
}

export async function hasBadRetryPolicy(): Promise<unknown> {
  return await proxyActivities<Charge>({ startToCloseTimeout: '1 minute', retry: { maximumAttempts: -1 } }).charge();
}

export async function sendsBigInt(): Promise<unknown> {
  return await charge({ order: { total: 1n } });
}

export async function sendsCircle(): Promise<unknown> {
  const order: { self?: unknown } = {};
  order.self = order;
  return await charge(order);
}

export async function returnsBigInt(): Promise<unknown> {
  return { total: 1n };
}

export async function losesPromise(): Promise<void> {
  void Promise.reject(new Error('lost promise'));
  await sleep('1 minute');
}

export async function throwsPlainError(): Promise<void> {
  throw new Error('no such customer');
}

export async function throwsString(): Promise<void> {
  throw 'no such customer';
}

export async function setsUnknownAttribute(): Promise<void> {
  upsertSearchAttributes({ OrderState: ['new'] });
  await sleep('1 minute');
}

export async function spins(): Promise<void> {
  for (;;);
}

export async function forgetsToAwait(): Promise<void> {
  void continueAsNew();
  await sleep('1 minute');
}

export async function sendsTooMuch(): Promise<unknown> {
  return await charge('x'.repeat(2_500_000));
}

export async function returnsTooMuch(): Promise<string> {
  return 'x'.repeat(2_500_000);
}

export async function startsTakenChild(): Promise<void> {
  const workflowId = `${workflowInfo().workflowId}/child`;
  await startChild('waits', { workflowId });
  await executeChild('waits', { workflowId });
}

export async function waits(): Promise<void> {
  await sleep('1 minute');
}

export async function upsertsNothing(): Promise<void> {
  upsertMemo(undefined as never);
}

export async function patchesNothing(): Promise<boolean> {
  return patched(undefined as never);
}

export async function failsWithText(): Promise<void> {
  throw ApplicationFailure.create('no such customer' as never);
}

export async function callsEmptyFailure(): Promise<unknown> {
  return await charge('empty failure');
}

export async function callsUnlistedDetails(): Promise<unknown> {
  return await charge('unlisted details');
}

export async function signalsNobody(): Promise<void> {
  await getExternalWorkflowHandle('nobody').signal('finish');
}

export async function callsUnregistered(): Promise<unknown> {
  return await chrage();
}

export async function sendsFunction(): Promise<unknown> {
  return await charge(() => 1);
}

export async function callsBadResult(): Promise<unknown> {
  return await charge('bad result');
}

export async function callsLargeResult(): Promise<unknown> {
  return await charge('large result');
}

export async function callsLargeMessage(): Promise<unknown> {
  return await charge('large message');
}

export async function callsBadDetails(): Promise<unknown> {
  return await charge('bad details');
}

export async function callsSlow(): Promise<unknown> {
  return await slow();
}
