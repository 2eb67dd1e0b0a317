import { condition, setHandler, defineSignal } from '@handrail/workflow';

/** Does not sleep: its history does not replay. */
export async function changed(): Promise<void> {
  setHandler(defineSignal('look'), () => {});
  await condition(() => false);
}
