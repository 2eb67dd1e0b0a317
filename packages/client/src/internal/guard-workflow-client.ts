import { extractWorkflowType, type WithStartWorkflowOperation, type WorkflowClient } from '@temporalio/client';
import type { Workflow } from '@temporalio/common';
import { translateError } from '../translate-error';
import type { Door } from './door';
import { wrapMethod } from './own-method';

const STARTS = ['start', 'execute', 'signalWithStart'] as const;
const STARTS_WITH_UPDATE = ['startUpdateWithStart', 'executeUpdateWithStart'] as const;

/** Gives a workflow client the checks that come before the SDK's own, and explained errors of `result()`. */
export function guardWorkflowClient(client: WorkflowClient, door: Door): void {
  for (const name of STARTS) {
    wrapMethod(client, name, async (inherited, workflowTypeOrFunction, options) => {
      checkEarly(door, workflowTypeOrFunction, options);
      return await inherited(workflowTypeOrFunction, options);
    });
  }
  for (const name of STARTS_WITH_UPDATE) {
    wrapMethod(client, name, async (inherited, definition, updateOptions) => {
      const operation = (updateOptions as { startWorkflowOperation?: WithStartWorkflowOperation<Workflow> } | undefined)
        ?.startWorkflowOperation;
      if (operation !== undefined) checkEarly(door, operation.workflowTypeOrFunc, operation.options);
      return await inherited(definition, updateOptions);
    });
  }
  wrapMethod(client, 'result', async (inherited, workflowId, runId, options) => {
    try {
      return await inherited(workflowId, runId, options);
    } catch (error) {
      throw translateError(error, door, {
        workflowId: String(workflowId),
        ...(typeof runId === 'string' && { runId }),
      });
    }
  });
}

function checkEarly(door: Door, workflowTypeOrFunction: unknown, options: unknown): void {
  const name = typeOf(workflowTypeOrFunction);
  // Both are mistakes that the SDK names itself.
  if (name === undefined || typeof options !== 'object' || options === null) return;
  door.checkEarly(
    { kind: 'workflow', name, where: name, options: options as Record<string, unknown> },
    workflowIdOf(options),
  );
}

function typeOf(workflowTypeOrFunction: unknown): string | undefined {
  try {
    return extractWorkflowType(workflowTypeOrFunction as string);
  } catch {
    return undefined;
  }
}

function workflowIdOf(options: object): { workflowId?: string } {
  try {
    const { workflowId } = options as { workflowId?: unknown };
    return typeof workflowId === 'string' ? { workflowId } : {};
  } catch {
    // Its getter throws, which is about to be reported.
    return {};
  }
}
