import {
  extractWorkflowType,
  type WithStartWorkflowOperation,
  type WorkflowClient,
  type WorkflowUpdateOptions,
} from '@temporalio/client';
import type { Workflow } from '@temporalio/common';
import { setImmediate } from 'node:timers/promises';
import type { Door } from './door';
import { explainList, explaining } from './explaining';
import type { Call } from './failure';
import { guardUpdateHandle, guardWorkflowHandle, updateOf, withUpdateId } from './guard-workflow-handle';
import { checkCountQuery, checkListOptions, checkRunId, checkWorkflow } from './given-arguments';
import { wrapMethod } from './own-method';
import { watchReads } from './watch-reads';
import { noteTaskQueue, watchingResult } from './watch-result';
import { watchingTime } from './watch-time';

const STARTS = ['start', 'execute', 'signalWithStart'] as const;
/** What the SDK reads a name of, without a look at whether it is there. */
const REQUIRED: Readonly<Partial<Record<string, readonly string[]>>> = { signalWithStart: ['signal'] };

const STARTS_WITH_UPDATE = ['startUpdateWithStart', 'executeUpdateWithStart'] as const;

/** Gives a workflow client the checks that come before the SDK's own, and explains the errors that no interceptor sees. */
export function guardWorkflowClient(client: WorkflowClient, door: Door): void {
  watchReads(client);
  door.connection ??= client.connection;
  for (const name of STARTS) {
    wrapMethod(client, name, (inherited, workflowTypeOrFunction, options) =>
      explaining(door, startCall(`workflow.${name}`, workflowTypeOrFunction, options, REQUIRED[name]), async () => {
        checkWorkflow(`workflow.${name}`, workflowTypeOrFunction, door);
        checkEarly(door, workflowTypeOrFunction, options);
        const started = await inherited(workflowTypeOrFunction, options);
        return name === 'execute' ? started : guardWorkflowHandle(started, door);
      }),
    );
  }
  for (const name of STARTS_WITH_UPDATE) wrapStartWithUpdate(client, door, name);
  wrapMethod(client, 'getHandle', (inherited, workflowId, runId, options) => {
    checkRunId('workflow.getHandle', runId, door);
    const handle = inherited(workflowId, runId, options);
    return guardWorkflowHandle(handle, door, typeof runId === 'string' ? runId : undefined);
  });
  wrapMethod(client, 'result', (inherited, workflowId, runId, ...others) => {
    const call = {
      operation: 'workflow.result',
      reads: true,
      ...(typeof workflowId === 'string' && { workflowId }),
      ...(typeof runId === 'string' && { runId }),
    };
    return explaining(door, call, async () => {
      checkRunId(call.operation, runId, door);
      return await watchingTime(door, client, call, () =>
        watchingResult(door, call, async () => await inherited(workflowId, runId, ...others)),
      );
    });
  });
  wrapMethod(client, 'count', (inherited, query) =>
    explaining(door, listCall('workflow.count', query), async () => {
      checkCountQuery('workflow.count', query, door);
      return await inherited(query);
    }),
  );
  wrapMethod(client, 'list', (inherited, options) => {
    checkListOptions('workflow.list', options, door);
    const list = inherited(options) as ReturnType<WorkflowClient['list']>;
    const call = listCall('workflow.list', (options as { query?: unknown } | undefined)?.query);
    wrapMethod(list, 'intoHistories', (intoHistories, historyOptions) =>
      explainList(intoHistories(historyOptions), door, call),
    );
    return explainList(list, door, call);
  });
}

function wrapStartWithUpdate(client: WorkflowClient, door: Door, name: (typeof STARTS_WITH_UPDATE)[number]): void {
  wrapMethod(client, name, (inherited, definition, updateOptions) => {
    const given = updateOptions as WithStartOptions | undefined;
    const operation = given?.startWorkflowOperation;
    const named = given === undefined ? undefined : withUpdateId(given);
    const call = {
      ...startCall(`workflow.${name}`, operation?.workflowTypeOrFunc, operation?.options),
      ...updateOf(definition, named ?? {}),
      // What is missing first is the operation, then its own options.
      ...(operation === undefined && { options: given, required: ['startWorkflowOperation'] }),
      ...(operation !== undefined && !('options' in Object(operation)) && { misfit: NO_OPERATION }),
    };
    const isUsed = operation !== undefined && used.has(operation);
    const made = explaining(door, call, async () => {
      if (operation !== undefined) {
        checkWorkflow(call.operation, operation.workflowTypeOrFunc, door);
        checkEarly(door, operation.workflowTypeOrFunc, operation.options);
        used.add(operation);
      }
      const result = await inherited(definition, named);
      return name === 'startUpdateWithStart' ? guardUpdateHandle(result as never, door, call.update) : result;
    });
    if (operation !== undefined) {
      if (!isUsed) starting.set(operation, made);
      wrapMethod(operation, 'workflowHandle', (handle) =>
        explaining(door, call, async () =>
          guardWorkflowHandle(await Promise.race([handle(), failureOf(starting.get(operation) ?? made)]), door),
        ),
      );
    }
    return made;
  });
}

const NO_OPERATION = {
  what: 'startWorkflowOperation, which is no WithStartWorkflowOperation',
  remedy: 'pass startWorkflowOperation: new WithStartWorkflowOperation(workflow, { workflowId, taskQueue, … })',
};

/** Operations that have got to the SDK, which takes each once. One that was refused before may be mended and used again. */
const used = new WeakSet<object>();

/** The call that starts an operation's workflow. */
const starting = new WeakMap<object, Promise<unknown>>();

/**
 * Rejects when the call has failed. A call that was refused before the SDK's own code began, by a guard or by an
 * interceptor, leaves the handle of its operation pending for ever.
 */
async function failureOf(call: Promise<unknown>): Promise<never> {
  try {
    await call;
  } catch (error) {
    // Where the workflow was started although its update failed, the SDK's handle is there by now.
    await setImmediate();
    throw error;
  }
  return await new Promise<never>(() => undefined);
}

interface WithStartOptions extends WorkflowUpdateOptions {
  readonly startWorkflowOperation?: WithStartWorkflowOperation<Workflow>;
}

/** A call that reads a list. */
export function listCall(operation: string, query: unknown): Call {
  return { operation, reads: true, list: typeof query === 'string' ? query : '' };
}

function startCall(
  operation: string,
  workflowTypeOrFunction: unknown,
  options: unknown,
  required: readonly string[] = [],
): Call {
  return {
    operation,
    workflowType: typeOf(workflowTypeOrFunction),
    ...(typeof options === 'object' && options !== null
      ? { options, ...workflowIdOf(options) }
      : options != null && { misfit: noOptions(options) }),
    required,
  };
}

// What stands there is not shown: it may be an argument.
function noOptions(given: unknown): NonNullable<Call['misfit']> {
  const remedy = 'pass an object after the workflow: { taskQueue, workflowId, args: [value] }';
  return { what: `its options (a ${typeof given})`, remedy };
}

function checkEarly(door: Door, workflowTypeOrFunction: unknown, options: unknown): void {
  const name = typeOf(workflowTypeOrFunction);
  // Both are mistakes that the SDK names itself.
  if (name === undefined || typeof options !== 'object' || options === null) return;
  door.checkEarly(
    { kind: 'workflow', name, where: name, options: options as Record<string, unknown> },
    workflowIdOf(options),
  );
  noteTaskQueue(door, options);
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
