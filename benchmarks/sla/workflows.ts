import { condition, defineSignal, setHandler, sleep } from '@handrail/workflow';

export const finish = defineSignal('finish');

/** Waits to be told to finish. */
export async function wait(): Promise<void> {
  let isFinished = false;
  setHandler(finish, () => void (isFinished = true));
  await condition(() => isFinished);
}

/** Ends by itself. */
export async function end(milliseconds: number): Promise<void> {
  await sleep(milliseconds);
}

/** Its task fails until a fix is deployed. */
export async function fail(): Promise<void> {
  throw new TypeError('items is undefined');
}
