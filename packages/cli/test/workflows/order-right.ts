import { condition, defineSignal, setHandler } from '@temporalio/workflow';

export { order } from '../../../operations/test/workflows/order-right';

/** Waits for a signal with an argument, and gives it back. */
export async function approval(): Promise<unknown> {
  let given: unknown;
  let isGiven = false;
  setHandler(defineSignal<[unknown?]>('approve'), (value) => {
    given = value;
    isGiven = true;
  });
  await condition(() => isGiven);
  return given ?? 'nothing';
}
