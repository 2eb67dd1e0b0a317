import type { OpenExecution } from '../../src/internal/replay/open-executions';

/** An open execution as a list tells of it, of which a test says what it is about. */
export function openExecution(workflowType: string, facts: Partial<OpenExecution> = {}): OpenExecution {
  return {
    workflowId: `${workflowType}-1`,
    runId: 'run-1',
    workflowType,
    taskQueue: 'orders',
    startTime: 0,
    age: 'under a day',
    build: null,
    deployment: undefined,
    failing: false,
    pinned: false,
    ...facts,
  };
}
