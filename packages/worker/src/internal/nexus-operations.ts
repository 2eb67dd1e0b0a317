import { AsyncLocalStorage } from 'node:async_hooks';
import type { EffectivePolicy } from '@handrail/common';
import { toApplicationFailure } from '@handrail/common/guards';
import {
  BoundedSet,
  createPayloadGuard,
  logProblem,
  logWarning,
  type PayloadCall,
  readField,
} from '@handrail/common/host';
import { codeOf, type ErrorContext, HandrailError, HR5040, HR5043, HR5044, type Problem } from '@handrail/errors';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { WorkerInterceptors, WorkerOptions } from '@temporalio/worker';
import { explainHandlerError, handlerErrorProblem } from './nexus-errors';
import { lostWorkflow, nothingReturned, resultProblem, unattachedWorkflow } from './nexus-results';
import { sendableFailure } from './sendable-failure';

type NexusInterceptorsFactory = NonNullable<WorkerInterceptors['nexus']>[number];

/** A Nexus operation that is being handled. */
export interface HandledOperation {
  readonly service: string;
  readonly operation: string;
  /** What the handler has returned, on its way to the payload converter. */
  result?: Result;
  /** The ids of the workflows that were started to complete it. */
  readonly attached?: Set<string>;
}

interface Result {
  readonly value: unknown;
}

// The SDK's own context of an operation does not name it.
const operations = new AsyncLocalStorage<HandledOperation>();

/** The Nexus operation whose handler, or whose conversion, is under way. */
export function currentOperation(): HandledOperation | undefined {
  return operations.getStore();
}

/** How the SDK hands a client what a start gets for the operation that it is made in, the callback that completes it. */
const FOR_OPERATION = Symbol.for('__temporal_internal_client_workflow_start_options');

type ClientInterceptors = NonNullable<WorkerInterceptors['client']>;

/**
 * Interceptors of the client that handlers have, with one that notes what it starts for the operation under way. In their deprecated
 * form they stay as they are.
 */
export function notingStarts(interceptors: ClientInterceptors | undefined): ClientInterceptors | undefined {
  return canNoteStarts(interceptors)
    ? { ...interceptors, workflow: [...((interceptors?.workflow as WorkflowClientInterceptor[]) ?? []), noteStarts] }
    : interceptors;
}

function canNoteStarts(interceptors: ClientInterceptors | undefined): boolean {
  return interceptors?.workflow === undefined || Array.isArray(interceptors.workflow);
}

// Not signalWithStart: with that the SDK sends the links of the operation, and no callback.
const noteStarts: WorkflowClientInterceptor = {
  startWithDetails(input, next) {
    noteAttached(input.options);
    return next(input);
  },
};

function noteAttached(options: { readonly workflowId?: string }): void {
  if (options.workflowId !== undefined && FOR_OPERATION in options)
    operations.getStore()?.attached?.add(options.workflowId);
}

/** The call that a payload of the operation under way belongs to. */
export function operationCall(policy: EffectivePolicy): PayloadCall | undefined {
  const operation = operations.getStore();
  if (operation === undefined) return undefined;
  const { result } = operation;
  if (result === undefined) return callOf(operation, 'The failure of', policy);
  return resultOf(operation, result, policy);
}

/**
 * Looks at what the handlers of Nexus operations give: a result that cannot be sent fails the operation without a retry, for its
 * effect has happened, as that of an activity does; what is thrown is explained.
 */
export function nexusOperations(
  {
    dataConverter,
    nexusServices,
    interceptors,
  }: Pick<WorkerOptions, 'dataConverter' | 'nexusServices' | 'interceptors'>,
  policy: EffectivePolicy,
): NexusInterceptorsFactory {
  const guard = createPayloadGuard(policy, dataConverter);
  const notesStarts = canNoteStarts(interceptors?.client);
  // The SDK has logged by then what was thrown, as it was.
  const told = new BoundedSet(1_000);
  // By the id of the request, which its repetitions have as well.
  const failed = new BoundedSet(1_000);
  const tell = (error: unknown, { service, operation }: HandledOperation): void => {
    const code = codeOf(error);
    if (code === undefined || !told.add(`${code} ${service}.${operation}`)) return;
    logWarning((error as Error).message, { code, sdkComponent: 'nexus', service, operation });
  };
  // The effect has happened: a retry would repeat it, and fail again.
  const refusal = (problem: Problem, handled: HandledOperation): Error => {
    const failure = toApplicationFailure(new HandrailError([problem], { links: policy.links }), { nonRetryable: true });
    tell(failure, handled);
    return failure;
  };
  const warn = (problem: Problem, { service, operation }: HandledOperation): void => {
    if (!told.add(`${problem.code} ${service}.${operation}`)) return;
    logProblem(problem, { links: policy.links }, { sdkComponent: 'nexus', service, operation });
  };
  return ({ service, operation, abortSignal }) => {
    const handled: HandledOperation = { service, operation, ...(notesStarts && { attached: new Set<string>() }) };
    // Made right before the task is run: what follows, the conversions among it, has this as its context.
    operations.enterWith(handled);
    const context: ErrorContext = { links: policy.links };
    return {
      inbound: {
        async startOperation(input, next) {
          let output: Awaited<ReturnType<typeof next>>;
          const tellLate = (): void => {
            if (isTimeout(abortSignal.reason)) warn(HR5043.problem({ service, operation }), handled);
          };
          abortSignal.addEventListener('abort', tellLate);
          try {
            output = await next(input);
          } catch (thrown) {
            const nothing = nothingReturned(thrown, handled);
            if (nothing !== undefined) throw refusal(nothing, handled);
            const isTold = codeOf(thrown) !== undefined;
            const explained = explainHandlerError(thrown, handled, context, (error) =>
              sendableFailure(error, dataConverter, guard, callOf(handled, 'The failure of', policy)),
            );
            // What an interceptor has lost the SDK does not log.
            if (!isTold || codeOf(thrown) === HR5044.code) tell(explained, handled);
            const more = codeOf(explained) === undefined ? handlerErrorProblem(explained, handled) : undefined;
            // A first failure may well be meant to be tried again, and pass.
            const isAwaited = more?.code === HR5040.code && failed.add(String(input.ctx.requestId));
            if (more !== undefined && !isAwaited) warn(more, handled);
            throw explained;
          } finally {
            abortSignal.removeEventListener('abort', tellLate);
          }
          const { result } = output;
          const fault = resultProblem(result, handled, handlerOf(nexusServices, handled));
          if (fault !== undefined) {
            const { problem, taken } = fault;
            // Of nothing at all the SDK makes an error itself, again and again.
            const isWrong = taken === 'nothing' && policy.mode === 'enforce';
            if (isWrong || taken === 'error') throw refusal(problem, handled);
            warn(problem, handled);
            if (taken === 'nothing') return output;
          }
          if (result.isAsync) {
            const problem = lostWorkflow(result.token, handled);
            if (problem !== undefined) throw refusal(problem, handled);
            const unattached = handled.attached && unattachedWorkflow(result.token, handled.attached, handled);
            if (unattached !== undefined) warn(unattached, handled);
            return output;
          }
          handled.result = result;
          const typed = hasOutputType(nexusServices, handled);
          const call = { ...resultOf(handled, result, policy), typed };
          const problem = typed ? undefined : guard.problemOf(call);
          if (problem !== undefined) throw refusal(problem, handled);
          guard.inspect(call);
          return output;
        },
      },
    };
  };
}

// Else the worker is shut down.
function isTimeout(reason: unknown): boolean {
  return readField(reason, 'message') === 'TIMED_OUT';
}

function resultOf(handled: HandledOperation, { value }: Result, policy: EffectivePolicy): PayloadCall {
  return { ...callOf(handled, 'The result of', policy), slots: [{ path: ['result'], value }], happened: true };
}

function callOf({ service, operation }: HandledOperation, what: string, { links }: EffectivePolicy): PayloadCall {
  const name = `${service}.${operation}`;
  return { subject: `${what} Nexus operation "${name}"`, where: name, slots: [], context: { links } };
}

function handlerOf(services: WorkerOptions['nexusServices'], { service, operation }: HandledOperation): unknown {
  const given = Array.isArray(services)
    ? services.find((each) => readField(readField(each, 'definition'), 'name') === service)
    : undefined;
  const operations = Object(readField(readField(given, 'definition'), 'operations')) as object;
  const name = Object.keys(operations).find((key) => readField(readField(operations, key), 'name') === operation);
  return name === undefined ? undefined : readField(readField(given, 'handlers'), name);
}

// What its type information converts is not what the handler returns.
function hasOutputType(services: WorkerOptions['nexusServices'], { service, operation }: HandledOperation): boolean {
  if (!Array.isArray(services)) return false;
  return services
    .filter((each) => readField(readField(each, 'definition'), 'name') === service)
    .flatMap(operationsOf)
    .some((each) => readField(each, 'name') === operation && readField(each, 'outputType') != null);
}

/** The definitions of the operations that a handler of a service, or what was given for one, has. */
export function operationsOf(handler: unknown): readonly unknown[] {
  return Object.values(Object(readField(readField(handler, 'definition'), 'operations')) as object) as unknown[];
}
