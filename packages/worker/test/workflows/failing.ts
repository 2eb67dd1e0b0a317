// Each makes one mistake for which its workflow task fails.
import { ApplicationFailure, continueAsNew, proxyActivities, sleep } from '@handrail/workflow';
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
