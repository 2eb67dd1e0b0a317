// What goes on around each alert, one small workflow each.
import { ApplicationFailureCategory } from '@handrail/common';
import { ApplicationFailure, condition, proxyActivities } from '@handrail/workflow';
import type { activities } from '../support/activities';

type Retry = { readonly initialInterval: string; readonly backoffCoefficient: number; readonly maximumAttempts?: number };

const AT_ONCE: Retry = { initialInterval: '100ms', backoffCoefficient: 1 };

const { flaky, fail, half } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 seconds', retry: AT_ONCE });
const { hold } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });
const { hold: holdForLong } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 second',
  retry: { ...AT_ONCE, maximumAttempts: 1 },
  waive: { HR2008: 'the test looks at a single late attempt' },
});

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
  await Promise.all(Array.from({ length: count }, () => hold(50_000)));
}

/** Its activity takes longer than the server waits. */
export async function late(): Promise<void> {
  await holdForLong(2_500).catch(() => {});
}

/** Waits for ever. */
export async function waiting(): Promise<void> {
  await condition(() => false);
}

/** Waits for ever, under names that tell those apart whose SLA is near and far. */
export const nearlyLate = waiting;
export const early = waiting;
