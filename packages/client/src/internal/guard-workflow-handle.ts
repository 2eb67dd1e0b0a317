import type { WorkflowHandle, WorkflowUpdateHandle, WorkflowUpdateOptions } from '@temporalio/client';
import { areOptions, readField } from '@handrail/common/host';
import { HR4071 } from '@handrail/errors';
import { randomUUID } from 'node:crypto';
import type { Door } from './door';
import { explaining } from './explaining';
import { checkDefinition, checkNote, checkUpdateOptions } from './given-arguments';

type Method =
  'describe' | 'fetchHistory' | 'query' | 'signal' | 'startUpdate' | 'executeUpdate' | 'getUpdateHandle' | 'terminate';
type Handle = Pick<WorkflowHandle, 'workflowId'> & Partial<Record<Method, (...args: never[]) => unknown>>;

/**
 * Explains the failures of a handle that no interceptor sees: those of its history, and of what comes after an update was sent. By
 * plain assignment, as a handle is made for every start.
 */
export function guardWorkflowHandle<H>(given: H, door: Door, runId?: string): H {
  const handle = given as unknown as Handle;
  const { workflowId, describe, fetchHistory, query, signal, startUpdate, executeUpdate, getUpdateHandle, terminate } =
    handle;
  const target = { workflowId, ...(runId !== undefined && { runId }) };
  if (fetchHistory !== undefined) {
    handle.fetchHistory = function () {
      const call = { ...target, operation: 'workflow.fetchHistory', reads: true };
      return explaining(door, call, async () => (await Reflect.apply(fetchHistory, this, [])) as unknown);
    };
  }
  if (describe !== undefined) {
    // An interceptor sees the server's answer, and not what becomes of the memo in it.
    handle.describe = function () {
      const call = { ...target, operation: 'workflow.describe', reads: true };
      return explaining(door, call, async () => (await Reflect.apply(describe, this, [])) as unknown);
    };
  }
  // The SDK reads the name of what it is given before any interceptor sees the call.
  if (signal !== undefined) {
    handle.signal = function (...args: never[]) {
      tellOptions('Signal', args, door, target);
      if (isNamed(args[0])) return Reflect.apply(signal, this, args) as unknown;
      const call = { ...target, operation: 'workflow.signal', missing: 'the definition of the signal' };
      return explaining(door, call, async () => {
        checkDefinition(call.operation, args[0], door);
        return (await Reflect.apply(signal, this, args)) as unknown;
      });
    };
  }
  if (query !== undefined) {
    handle.query = function (...args: never[]) {
      tellOptions('Query', args, door, target);
      if (isNamed(args[0])) return Reflect.apply(query, this, args) as unknown;
      const call = { ...target, operation: 'workflow.query', reads: true, missing: 'the definition of the query' };
      return explaining(door, call, async () => {
        checkDefinition(call.operation, args[0], door);
        return (await Reflect.apply(query, this, args)) as unknown;
      });
    };
  }
  if (terminate !== undefined) {
    handle.terminate = async function (reason: unknown) {
      checkNote('workflow.terminate', 'reason', reason, door);
      return await (Reflect.apply(terminate, this, [reason]) as Promise<unknown>);
    };
  }
  if (startUpdate !== undefined) {
    handle.startUpdate = function (definition: unknown, options: WorkflowUpdateOptions | undefined) {
      const named = withUpdateId(options);
      const call = { ...target, operation: 'workflow.startUpdate', ...updateCall(definition, named) };
      return explaining(door, call, async () => {
        checkDefinition(call.operation, definition, door);
        checkUpdateOptions(call.operation, options, door);
        return guardUpdateHandle(
          (await Reflect.apply(startUpdate, this, [definition, named])) as WorkflowUpdateHandle<unknown>,
          door,
          call.update,
        );
      });
    };
  }
  if (executeUpdate !== undefined) {
    handle.executeUpdate = function (definition: unknown, options: WorkflowUpdateOptions | undefined) {
      const named = withUpdateId(options);
      const call = { ...target, operation: 'workflow.executeUpdate', ...updateCall(definition, named) };
      return explaining(door, call, async () => {
        checkDefinition(call.operation, definition, door);
        checkUpdateOptions(call.operation, options, door);
        return (await Reflect.apply(executeUpdate, this, [definition, named])) as unknown;
      });
    };
  }
  if (getUpdateHandle !== undefined) {
    handle.getUpdateHandle = function (...args: never[]) {
      const update = Reflect.apply(getUpdateHandle, this, args) as WorkflowUpdateHandle<unknown>;
      return guardUpdateHandle(update, door, update.updateId);
    };
  }
  return given;
}

/** Explains what the result of an update fails with. */
export function guardUpdateHandle<H extends WorkflowUpdateHandle<unknown>>(handle: H, door: Door, update: string): H {
  const { workflowId, workflowRunId, updateId } = handle;
  const result = handle.result.bind(handle);
  const call = {
    operation: 'update.result',
    reads: true,
    workflowId,
    ...(workflowRunId !== undefined && { runId: workflowRunId }),
    update,
    updateId,
  };
  handle.result = () => explaining(door, call, result);
  return handle;
}

/** HR4071: arguments that are given as those of a start or an update are. */
function tellOptions(kind: 'Signal' | 'Query', [definition, ...args]: unknown[], door: Door, target: Target): void {
  if (!areOptions(args)) return;
  const name = nameOf(definition);
  door.judge(HR4071.problem({ kind, name }), `${kind.toLowerCase()} ${name}`, target);
}

interface Target {
  readonly workflowId: string;
  readonly runId?: string;
}

function updateCall(definition: unknown, options: { readonly updateId: string }) {
  const missing = definition == null ? 'the definition of the update' : undefined;
  return { ...updateOf(definition, options), options, required: [], ...(missing && { missing }) };
}

/** Name and id of an update. */
export function updateOf(definition: unknown, { updateId }: { readonly updateId?: string | undefined }) {
  return { update: nameOf(definition), updateId };
}

function isNamed(definition: unknown): boolean {
  return typeof definition === 'string' || typeof readField(definition, 'name') === 'string';
}

function nameOf(definition: unknown): string {
  const { name } = typeof definition === 'string' ? { name: definition } : ((definition ?? {}) as { name?: unknown });
  return String(name);
}

/** The options with an id, which the SDK would give by itself: without it nobody could ask what became of the update. */
export function withUpdateId<O extends WorkflowUpdateOptions>(
  options: O | undefined,
): O & { readonly updateId: string } {
  return { ...options, updateId: options?.updateId ?? randomUUID() } as O & { readonly updateId: string };
}
