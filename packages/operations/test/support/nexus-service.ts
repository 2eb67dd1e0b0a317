import type { WorkerOptions } from '@temporalio/worker';
import { createRequire } from 'node:module';

// What the worker package brings along; nothing else here needs it.
const ofTheWorker = createRequire(createRequire(__filename).resolve('@temporalio/worker'));

interface Rpc {
  operation(): unknown;
  service(name: string, operations: object): unknown;
  serviceHandler(service: unknown, handlers: object): NonNullable<WorkerOptions['nexusServices']>[number];
}

interface Nexus {
  startWorkflow(context: unknown, type: string, options: object): Promise<unknown>;
  WorkflowRunOperationHandler: new (start: (context: unknown) => Promise<unknown>) => unknown;
}

interface WorkedOnBy {
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly type?: string;
  readonly args?: readonly unknown[];
}

/** A Nexus service, as nexus.ts calls it, whose operation is worked on by a workflow. */
export function chargesWorkedOnBy({ type = 'succeed', args = [], ...options }: WorkedOnBy) {
  const { operation, service, serviceHandler } = ofTheWorker('nexus-rpc') as Rpc;
  const { startWorkflow, WorkflowRunOperationHandler } = ofTheWorker('@temporalio/nexus') as Nexus;
  const start = async (context: unknown) => await startWorkflow(context, type, { ...options, args });
  return serviceHandler(service('charges', { charge: operation() }), {
    charge: new WorkflowRunOperationHandler(start),
  });
}

/** A Nexus service whose operation answers by itself, or fails. */
export function chargesAnsweredBy(answer: () => Promise<unknown>, name = 'charges') {
  const { operation, service, serviceHandler } = ofTheWorker('nexus-rpc') as Rpc;
  return serviceHandler(service(name, { charge: operation() }), { charge: answer });
}
