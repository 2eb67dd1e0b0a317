// Calls what a test names, once: what it fails with is what the execution fails with.
import { createNexusServiceClient, proxyActivities, proxyLocalActivities } from '@handrail/workflow';

type Activities = Record<string, () => Promise<unknown>>;

const options = {
  startToCloseTimeout: '20 seconds',
  retry: { maximumAttempts: 1 },
  waive: { HR2008: 'each test looks at one attempt' },
} as const;
const activities = proxyActivities<Activities>(options);
const localActivities = proxyLocalActivities<Activities>(options);
const retried = proxyActivities<Activities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '10 milliseconds', maximumAttempts: 3, nonRetryableErrorTypes: ['Object'] },
});

export async function callsOnce(activity: string, kind: 'remote' | 'local' | 'retried' = 'remote'): Promise<unknown> {
  const proxy = { remote: activities, local: localActivities, retried }[kind];
  return await proxy[activity]!();
}

export async function callsOperation(endpoint: string, service: string, operation: string, input?: unknown) {
  const definition = { name: service, operations: { [operation]: { name: operation } } };
  const client = createNexusServiceClient({ service: definition as never, endpoint });
  return await client.executeOperation(operation as never, input as never, { scheduleToCloseTimeout: '10 seconds' });
}
