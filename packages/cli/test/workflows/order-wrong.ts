// order-right.ts as it was deployed by mistake: charges another amount, and then calls what nobody has.
import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';

interface Activities {
  prepare(): Promise<void>;
  charge(cents: number): Promise<void>;
  shipp(): Promise<void>;
}

const { prepare, charge, shipp } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' });

export async function order(): Promise<void> {
  let isPaid = false;
  setHandler(defineSignal('pay'), () => void (isPaid = true));
  await prepare();
  await condition(() => isPaid);
  await charge(1);
  await shipp();
}
