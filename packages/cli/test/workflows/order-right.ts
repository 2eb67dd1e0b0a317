// Prepares, and charges when it is told to.
import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';

interface Activities {
  prepare(): Promise<void>;
  charge(cents: number): Promise<void>;
  ship(): Promise<void>;
}

const { prepare, charge, ship } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' });

export async function order(): Promise<void> {
  let isPaid = false;
  setHandler(defineSignal('pay'), () => void (isPaid = true));
  await prepare();
  await condition(() => isPaid);
  await charge(100);
  await ship();
}

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
