// What runs before a deployment, for the gate before it.
import { condition, proxyActivities } from '@handrail/workflow';

const { charge } = proxyActivities<{ charge(): Promise<string> }>();

export async function pay(): Promise<void> {
  await charge();
  await condition(() => false);
}

export async function steady(): Promise<void> {
  await condition(() => false);
}

export async function refund(): Promise<void> {
  await condition(() => false);
}

export async function faulty(): Promise<void> {
  throw new TypeError('a mistake');
}
