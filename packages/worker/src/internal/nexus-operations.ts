import { AsyncLocalStorage } from 'node:async_hooks';
import type { EffectivePolicy } from '@handrail/common';
import { toApplicationFailure } from '@handrail/common/guards';
import {
  BoundedSet,
  createPayloadGuard,
  explainThrown,
  logWarning,
  type PayloadCall,
  readField,
} from '@handrail/common/host';
import { codeOf, enrich, type ErrorContext, HandrailError, HR5026, type Problem } from '@handrail/errors';
import type { WorkerInterceptors, WorkerOptions } from '@temporalio/worker';
import { sendableFailure } from './sendable-failure';

type NexusInterceptorsFactory = NonNullable<WorkerInterceptors['nexus']>[number];

/** A Nexus operation that is being handled. */
export interface HandledOperation {
  readonly service: string;
  readonly operation: string;
  /** What the handler has returned, on its way to the payload converter. */
  result?: Result;
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
  { dataConverter, nexusServices }: Pick<WorkerOptions, 'dataConverter' | 'nexusServices'>,
  policy: EffectivePolicy,
): NexusInterceptorsFactory {
  const guard = createPayloadGuard(policy, dataConverter);
  // The SDK has logged by then what was thrown, as it was.
  const told = new BoundedSet(1_000);
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
  return ({ service, operation }) => {
    const handled: HandledOperation = { service, operation };
    // Made right before the task is run: what follows, the conversions among it, has this as its context.
    operations.enterWith(handled);
    const context: ErrorContext = { links: policy.links };
    return {
      inbound: {
        async startOperation(input, next) {
          let output: Awaited<ReturnType<typeof next>>;
          try {
            output = await next(input);
          } catch (thrown) {
            const isTold = codeOf(thrown) !== undefined;
            const explained = explainHandlerError(thrown, handled, context, (error) =>
              sendableFailure(error, dataConverter, guard, callOf(handled, 'The failure of', policy)),
            );
            if (!isTold) tell(explained, handled);
            throw explained;
          }
          const { result } = output;
          if (result.isAsync) {
            const problem = lostWorkflow(result.token, handled);
            if (problem === undefined) return output;
            throw refusal(problem, handled);
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

function resultOf(handled: HandledOperation, { value }: Result, policy: EffectivePolicy): PayloadCall {
  return { ...callOf(handled, 'The result of', policy), slots: [{ path: ['result'], value }], happened: true };
}

function callOf({ service, operation }: HandledOperation, what: string, { links }: EffectivePolicy): PayloadCall {
  const name = `${service}.${operation}`;
  return { subject: `${what} Nexus operation "${name}"`, where: name, slots: [], context: { links } };
}

const NO_HANDLE = /^Cannot read properties of (undefined|null) \(reading '(?:workflowId|runId)'\)$/;

function explainHandlerError(
  thrown: unknown,
  { service, operation }: HandledOperation,
  context: ErrorContext,
  sendable: (error: unknown) => unknown,
): unknown {
  if (HandrailError.isInstance(thrown)) return toApplicationFailure(thrown);
  if (thrown instanceof Error) {
    const [, returned] = NO_HANDLE.exec(String(readField(thrown, 'message'))) ?? [];
    // Of the SDK's own handler, which reads it of what the user's has returned.
    const isOfSdk = /^\s*at .*[\\/]@temporalio[\\/]nexus[\\/]/m.test(firstFrame(thrown));
    if (returned !== undefined && isOfSdk)
      return enrich(thrown, HR5026.problem({ service, operation, returned }), context);
  }
  const subject = `Nexus operation "${service}.${operation}"`;
  const explained = explainThrown(thrown, { subject, context });
  // An error of Nexus' own says by its class what becomes of the operation.
  const isOfNexus = /^(?:HandlerError|OperationError)$/.test(String(readField(explained, 'name')));
  return isOfNexus ? explained : sendable(explained);
}

function firstFrame(error: Error): string {
  return /^\s*at .*$/m.exec(String(readField(error, 'stack')))?.[0] ?? '';
}

/** That a token names no workflow: the handler has returned something else than a handle. */
function lostWorkflow(token: unknown, { service, operation }: HandledOperation): Problem | undefined {
  if (typeof token !== 'string') return undefined;
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    // A token of the handler's own.
    return undefined;
  }
  const { t, ns, wid, ...others } = Object(content) as Partial<Record<string, unknown>>;
  const isOfWorkflow = t === WORKFLOW_RUN && typeof ns === 'string' && Object.keys(others).every((key) => key === 'v');
  if (!isOfWorkflow || (typeof wid === 'string' && wid !== '')) return undefined;
  return HR5026.problem({ service, operation, returned: 'something else than the handle of one' });
}

/** How the SDK marks the token of an operation that a workflow backs. */
const WORKFLOW_RUN = 1;

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
