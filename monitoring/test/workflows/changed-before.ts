import { condition, setHandler, defineSignal, sleep } from '@handrail/workflow';

/** Has slept once when the other version of it comes. */
export async function changed(): Promise<void> {
  setHandler(defineSignal('look'), () => {});
  await sleep(1);
  await condition(() => false);
}
