import { condition, defineSignal, setHandler } from '@handrail/workflow';

/** Does not sleep: a history that holds a timer does not replay. */
export async function changed(): Promise<void> {
  setHandler(defineSignal('look'), () => {});
  await condition(() => false);
}
