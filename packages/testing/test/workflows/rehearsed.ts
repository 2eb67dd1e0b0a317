import { proxyActivities } from '@temporalio/workflow';

interface Activities {
  charge(key: string, cents: number): Promise<unknown>;
}

/** One payment, for rehearsals: an attempt may last two seconds, and is retried at once. */
export async function rehearsed(key: string, maximumAttempts = 0): Promise<unknown> {
  const { charge } = proxyActivities<Activities>({
    startToCloseTimeout: '2 seconds',
    retry: { initialInterval: '10 milliseconds', ...(maximumAttempts > 0 && { maximumAttempts }) },
  });
  return await charge(key, 500);
}
