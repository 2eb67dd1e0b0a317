// Code that breaks nothing of what runs.
import { condition } from '@handrail/workflow';

export async function steady(): Promise<void> {
  await condition(() => false);
}

export async function faulty(): Promise<void> {
  await condition(() => false);
}
