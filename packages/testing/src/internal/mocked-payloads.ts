import type { EffectivePolicy } from '@handrail/common';
import { APPLIED } from '@handrail/common/guards';
import { argumentSlots, createPayloadGuard, type PayloadCall, type ValueSlot } from '@handrail/common/host';
import type { Context } from '@temporalio/activity';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';

/**
 * Logs what of an activity's arguments, result and heartbeats a worker could not send, or would change. Only logged: an activity may
 * belong to a worker with a data converter of its own, which a mocked environment does not know.
 */
export function mockedPayloads(policy: EffectivePolicy): ActivityInterceptorsFactory & { readonly [APPLIED]: true } {
  const guard = createPayloadGuard(policy, undefined);
  const look = (what: string, context: Context, slots: readonly ValueSlot[]): void => {
    const { activityType } = context.info;
    // Only the function is given, and the name is that of the default info then.
    const name = activityType === 'unknown' ? 'the activity' : `activity "${activityType}"`;
    const call: PayloadCall = { subject: `${what} of ${name}`, where: `mocked ${what} ${name}`, slots };
    const problem = guard.problemOf(call);
    if (problem === undefined) guard.inspect(call);
    else guard.warn(problem, call);
  };
  const watched = async <T>(run: () => Promise<T>, context: Context): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      const slots = detailsOf(error);
      if (slots.length > 0) look('The failure', context, slots);
      throw error;
    }
  };
  const factory: ActivityInterceptorsFactory = (context) => {
    const { heartbeat } = context;
    (context as { heartbeat: Context['heartbeat'] }).heartbeat = (details?: unknown) => {
      look('A heartbeat', context, [{ path: ['details'], value: details }]);
      heartbeat(details);
    };
    return {
      inbound: {
        async execute(input, next) {
          look('The call', context, argumentSlots(input.args));
          const value = await watched(() => next(input), context);
          look('The result', context, [{ path: ['result'], value }]);
          return value;
        },
      },
    };
  };
  return Object.assign(factory, { [APPLIED]: true } as const);
}

// A worker sends them with the failure, as a list.
function detailsOf(error: unknown): ValueSlot[] {
  const { details } = Object(error) as { readonly details?: unknown };
  return Array.isArray(details) ? details.map((value: unknown, index) => ({ path: ['details', index], value })) : [];
}
