import { ActivityFailure, proxyActivities } from '@handrail/workflow';

const { ask } = proxyActivities<{ ask(): Promise<void> }>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '10 milliseconds', maximumAttempts: 2 },
});

/** Returns the beginning of what an activity has failed with. */
export async function asksForPage(): Promise<string> {
  try {
    await ask();
    return 'nothing';
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return error.cause?.message.slice(0, 100) ?? '';
  }
}

/** Fails its workflow task with a page. */
export async function throwsPage(): Promise<void> {
  throw new Error(`502 <html>${'x'.repeat(3_000_000)}</html>`);
}
