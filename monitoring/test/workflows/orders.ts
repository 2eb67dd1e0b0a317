// What goes on around each alert, one small workflow each.
import { ApplicationFailureCategory } from '@handrail/common';
import { type ActivityOptions, ApplicationFailure, condition, proxyActivities } from '@handrail/workflow';
import type { activities } from '../programs/activities.mjs';

type Activities = typeof activities;

const retry = { initialInterval: '100ms', backoffCoefficient: 1 } as const;

const { flaky, fail, half, hold } = proxyActivities<Activities>({ startToCloseTimeout: '2 minutes', retry });
const impatient = proxyActivities<Activities>({
  startToCloseTimeout: '1 second',
  retry: { ...retry, maximumAttempts: 2 },
});
// Behind a type of the SDK's, so that the compiler does not see it.
const negligence: ActivityOptions = { startToCloseTimeout: '3 hours' };
const careless = proxyActivities<Activities>(negligence);

/** Succeeds, after one failed attempt of its activity. */
export async function healthy(): Promise<string> {
  return flaky();
}

/** Fails as an order without stock would. */
export async function failing(): Promise<never> {
  throw ApplicationFailure.nonRetryable('out of stock');
}

/** Fails, and nobody need act. */
export async function declined(): Promise<never> {
  throw ApplicationFailure.create({ message: 'declined', category: ApplicationFailureCategory.BENIGN });
}

/** Fails its workflow task. */
export async function broken(): Promise<never> {
  throw new TypeError('a mistake in the code');
}

/** Its activity fails for as long as one looks. */
export async function storm(): Promise<void> {
  await fail();
}

/** Half of the attempts of its activities fail. */
export async function wobbly(): Promise<void> {
  for (let count = 0; count < 200; count++) await half();
}

/** More activities at once than are taken in a while. */
export async function crowd(count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => hold(1)));
}

/** Activities that keep their slots. */
export async function clinging(count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => hold(100_000)));
}

/** Its activity takes longer than the server waits. */
export async function late(): Promise<void> {
  await impatient.hold(2_500).catch(() => {});
}

/** Its activity may run for hours without a heartbeat. */
export async function negligent(): Promise<void> {
  await careless.hold(1);
}

/** Waits for ever. */
export async function waiting(): Promise<void> {
  await condition(() => false);
}
