import { condition, defineQuery, defineSignal, setHandler, sleep } from '@handrail/workflow';

/** Has slept once when the other version of it comes. */
export async function changed(): Promise<void> {
  let hasSlept = false;
  setHandler(defineSignal('look'), () => {});
  setHandler(defineQuery<boolean>('hasSlept'), () => hasSlept);
  await sleep(1);
  hasSlept = true;
  await condition(() => false);
}
