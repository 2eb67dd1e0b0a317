import type { Context } from '@temporalio/activity';
import { asyncLocalStorage, CompleteAsyncError } from '@temporalio/activity';
import type { EffectivePolicy } from '@handrail/common';
import { toApplicationFailure } from '@handrail/common/guards';
import {
  createPayloadGuard,
  isPlainJson,
  type PayloadCall,
  type SizeLimitOptions,
  type ValueSlot,
} from '@handrail/common/host';
import { type ErrorContext, HandrailError } from '@handrail/errors';
import type { ActivityInterceptorsFactory, WorkerOptions } from '@temporalio/worker';
import { operationCall } from './nexus-operations';
import { notedCall } from './note-commands';
import { sendableFailure } from './sendable-failure';
import { watchHeartbeats } from './watch-heartbeats';

/**
 * Looks at what activities send: results, heartbeat details, failure details. An activity whose result cannot be sent fails
 * without a retry, for its effect has happened; a failure whose details cannot be sent, on which a worker dies, is sent
 * without them.
 */
export function activityPayloads(
  { dataConverter, activities = {} }: Pick<WorkerOptions, 'dataConverter' | 'activities'>,
  policy: EffectivePolicy,
): ActivityInterceptorsFactory {
  const guard = createPayloadGuard(policy, dataConverter);
  return (context) => {
    watchHeartbeats(context, guard, () => callOf(context, 'A heartbeat of', policy, []));
    return {
      inbound: {
        async execute(input, next) {
          let value: unknown;
          try {
            value = await next(input);
          } catch (error) {
            if (error instanceof CompleteAsyncError) throw error;
            throw sendableFailure(error, dataConverter, guard, callOf(context, 'The failure of', policy, []));
          }
          results.set(context, { value });
          if (isPlainJson(value)) return value;
          const typed = hasOutputType(activities, context.info.activityType);
          const call = { ...resultOf(context, value, policy), typed };
          const problem = typed ? undefined : guard.problemOf(call);
          if (problem !== undefined) throw nonRetryable(new HandrailError([problem], call.context));
          guard.inspect(call);
          return value;
        },
      },
    };
  };
}

/** The size limit for what a worker sends. An activity that breaks it is not retried; a workflow task is. */
export function workerSizeLimit(policy: EffectivePolicy): SizeLimitOptions {
  return {
    policy,
    toError: nonRetryable,
    currentCall(codecContext, payloads) {
      const context = asyncLocalStorage.getStore();
      if (context !== undefined) {
        const result = results.get(context);
        return result === undefined
          ? callOf(context, 'A heartbeat or the failure of', policy, [])
          : resultOf(context, result.value, policy);
      }
      return operationCall(policy) ?? notedCall(payloads, policy) ?? workflowCall(codecContext, policy);
    },
  };
}

// Of activities that have returned, while their result is on its way.
const results = new WeakMap<Context, { readonly value: unknown }>();

function resultOf(context: Context, value: unknown, policy: EffectivePolicy): ReturnType<typeof callOf> {
  return { ...callOf(context, 'The result of', policy, [{ path: ['result'], value }]), happened: true };
}

function callOf(
  { info }: Context,
  what: string,
  policy: EffectivePolicy,
  slots: readonly ValueSlot[],
): PayloadCall & { readonly context: ErrorContext } {
  const { activityType, workflowType, workflowExecution, namespace } = info;
  const where = workflowType === undefined ? activityType : `${workflowType}/${activityType}`;
  const inspect = { namespace: namespace ?? 'default', ...workflowExecution };
  return { subject: `${what} activity "${activityType}"`, where, slots, context: { links: policy.links, inspect } };
}

// Which activity, child or signal it is stands in the command, which codecs do not see.
function workflowCall(codecContext: unknown, { links }: EffectivePolicy): PayloadCall {
  const { type, namespace, workflowId } = (codecContext ?? {}) as Partial<Record<string, string>>;
  const execution = workflowId === undefined ? 'a workflow' : `workflow execution "${workflowId}"`;
  return {
    subject: type === 'activity' ? `An activity's call by ${execution}` : `What ${execution} sends or returns`,
    where: 'workflow code',
    slots: [],
    replayed: true,
    context: { links, ...(workflowId !== undefined && { inspect: { namespace: namespace ?? 'default', workflowId } }) },
  };
}

function nonRetryable(error: HandrailError): Error {
  return toApplicationFailure(error, { nonRetryable: true });
}

// What its type information converts is not what the function returns.
function hasOutputType(activities: object, activityType: string): boolean {
  const definition = (activities as Record<string, unknown>)[activityType];
  const options = (definition as { readonly activityDefinitionOptions?: { readonly typeInfo?: unknown } } | undefined)
    ?.activityDefinitionOptions;
  return options?.typeInfo !== undefined;
}
