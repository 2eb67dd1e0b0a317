import { continueAsNew, operationKey, proxyActivities, sleep, workflowInfo } from '@handrail/workflow';

const { note } = proxyActivities<{ note(key: string): Promise<void> }>({ startToCloseTimeout: '10 seconds' });

/** Notes its keys in each of two runs. */
export async function keysOfTwoRuns(run = 1): Promise<{ key: string; info: object }> {
  const { namespace, workflowId, firstExecutionRunId } = workflowInfo();
  await note(operationKey('charge'));
  await note(operationKey('charge', run));
  await sleep(1);
  if (run === 1) return await continueAsNew<typeof keysOfTwoRuns>(2);
  return { key: operationKey('charge'), info: { namespace, workflowId, firstExecutionRunId } };
}

/** Has no name for what it does, and would go on without one. */
export async function namelessKey(): Promise<string> {
  try {
    return operationKey('');
  } catch {
    return 'went on';
  }
}
