import { executeChild, proxyActivities } from '@handrail/workflow';

interface Activities {
  startBadly(): Promise<void>;
}

const { startBadly } = proxyActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  retry: { maximumAttempts: 2 },
});

/** Fails with what its child fails with. */
export async function parent(): Promise<void> {
  await executeChild(failingChild);
}

/** Fails with what its activity fails with. */
export async function failingChild(): Promise<void> {
  await startBadly();
}
