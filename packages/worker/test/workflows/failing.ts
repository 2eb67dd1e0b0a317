// Each makes one mistake for which its workflow task fails.
import {
  ApplicationFailure,
  condition,
  continueAsNew,
  defineSignal,
  executeChild,
  proxyActivities,
  setHandler,
  sleep,
  upsertSearchAttributes,
} from '@handrail/workflow';
import { send } from './failing/http';

export async function fetches(): Promise<void> {
  await send('https://example.com');
}

export async function readsProcess(): Promise<string | undefined> {
  return (globalThis as { process?: { env: Record<string, string> } }).process!.env['HOME'];
}

export async function buffers(): Promise<unknown> {
  return (globalThis as { eval: (code: string) => unknown }).eval('Buffer.from("a")');
}

export async function holdsWeakly(): Promise<unknown> {
  return new WeakRef({});
}

export async function spins(): Promise<void> {
  for (;;);
}

export async function losesPromise(): Promise<void> {
  void Promise.reject(new Error('the card was declined'));
  await sleep('1 minute');
}

export async function forgetsToAwait(): Promise<void> {
  void continueAsNew();
  await sleep('1 minute');
}

export async function throwsPlainError(): Promise<void> {
  throw new Error('no such customer');
}

export async function throwsBug(): Promise<unknown> {
  return (undefined as unknown as { name: string }).name;
}

export async function throwsString(): Promise<void> {
  throw 'no such customer';
}

export const notAFunction = { order: 1 };

/** Fails as it should: nothing to explain. */
export async function failsOnPurpose(): Promise<void> {
  throw ApplicationFailure.nonRetryable('no such customer', 'NoSuchCustomer');
}

/** Refused by a guard. */
export async function breaksGuard(): Promise<void> {
  const startToCloseTimeout = '3 hours' as string;
  await proxyActivities<{ charge(): Promise<void> }>({ startToCloseTimeout }).charge();
}

export async function setsNoHandler(): Promise<void> {
  setHandler(defineSignal('approve'), 'approve' as never);
}

export async function setsHandlerByName(): Promise<void> {
  setHandler('approve' as never, (() => undefined) as never);
}

export async function setsNoDefinition(): Promise<void> {
  setHandler(undefined as never, (() => undefined) as never);
}

export async function waitsForValue(): Promise<void> {
  await condition(true as never);
}

export async function upsertsNoList(): Promise<void> {
  upsertSearchAttributes({ CustomKeyword: 'new' } as never);
}

export async function startsNothing(): Promise<void> {
  await executeChild(undefined as never);
}

export async function startsWithBadArguments(): Promise<void> {
  await executeChild('fetches', { args: 'order-17' as never });
}

export async function cancelsSomehow(): Promise<void> {
  await proxyActivities<{ charge(): Promise<void> }>({ cancellationType: 'SOMEHOW' as never }).charge();
}

export class IsAClass {
  readonly done = true;
}

export async function causesItself(kind: 'plain' | 'failure' | 'mutual'): Promise<void> {
  const error: Error & { cause?: unknown } =
    kind === 'failure' ? ApplicationFailure.nonRetryable('declined', 'Declined') : new Error('declined');
  const other: Error & { cause?: unknown } = new Error('the bank is closed', { cause: error });
  Object.assign(error, { cause: kind === 'mutual' ? other : error });
  throw error;
}

const { hurriedly } = proxyActivities<{ hurriedly(): Promise<void> }>({ timeout: '5 minutes', priorty: 1 } as object);

/** Its options are dropped by the SDK. */
export async function hurries(): Promise<void> {
  await hurriedly();
}
