import { condition, defineSignal, extendSla, setHandler, sleep } from '@handrail/workflow';

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

/** As wait, with an hour more for who asks for it. */
export async function waitLonger(): Promise<void> {
  setHandler(defineSignal('extend'), () => extendSla('1 hour'));
  await condition(() => false);
}
