import { condition, sleep } from '@handrail/workflow';

/** Waits for what never comes. */
export async function wait(): Promise<void> {
  await condition(() => false);
}

/** Ends at once. */
export async function end(): Promise<void> {}

/** Ends after a while. */
export async function endAfter(milliseconds: number): Promise<void> {
  await sleep(milliseconds);
}

/** Its tasks fail. */
export async function fail(): Promise<void> {
  await Promise.resolve();
  throw new TypeError('items is undefined');
}
