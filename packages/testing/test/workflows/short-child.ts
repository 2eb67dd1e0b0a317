// A child with a run timeout that the default policy finds too short.
import { executeChild } from '@handrail/workflow';

export async function parent(): Promise<string> {
  return await executeChild(child, { workflowRunTimeout: '1 hour' });
}

export async function child(): Promise<string> {
  return 'done';
}
