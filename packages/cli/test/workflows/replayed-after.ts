// What is to be deployed: one workflow waits where it did not, one has another name, and one is mended.
import { condition, proxyActivities, sleep } from '@handrail/workflow';
import { faulty as mended } from './replayed-steady';
export { steady } from './replayed-steady';

const { charge } = proxyActivities<{ charge(): Promise<string> }>();

export async function pay(): Promise<void> {
  await sleep('1 minute');
  await charge();
  await condition(() => false);
}

export async function refunds(): Promise<void> {
  await condition(() => false);
}

export const faulty = mended;
