import type { ActivityClient, ActivityHandle, AsyncCompletionClient } from '@temporalio/client';
import type { Door } from './door';
import { explainList, explainMethods, explaining } from './explaining';
import { listCall } from './guard-workflow-client';
import { wrapMethod } from './own-method';
import { sending } from './sending';
import { watchReads } from './watch-reads';

/** What is reported from outside, and how messages name the value that goes with it; that of a failure is an error. */
const REPORTS = { complete: 'result', fail: undefined, reportCancellation: 'details', heartbeat: 'details' } as const;

/** Looks at the values, and explains the errors, of activities that are reported on from outside. */
export function guardAsyncCompletion(client: AsyncCompletionClient, door: Door): void {
  door.connection ??= client.connection;
  for (const [name, value] of Object.entries(REPORTS) as [keyof typeof REPORTS, string | undefined][]) {
    const operation = `activity.${name}`;
    wrapMethod(client, name, (inherited, activity, ...others) => {
      const target = workflowOf(activity);
      const values = {
        subject: `What ${operation} sends`,
        where: operation,
        slots: value === undefined ? [] : [{ path: [value], value: others[0] }],
        context: door.context(target),
      };
      return explaining(door, { operation, activity, ...target }, () =>
        sending(door, values, () => inherited(activity, ...others)),
      );
    });
  }
}

/** As {@link guardAsyncCompletion}, also of standalone activities. */
export function guardActivityClient(client: ActivityClient, door: Door): void {
  watchReads(client);
  guardAsyncCompletion(client, door);
  for (const name of ['start', 'execute'] as const) {
    wrapMethod(client, name, (inherited, activity, options) => {
      const given = typeof options === 'object' && options !== null ? options : undefined;
      const call = { operation: `activity.${name}`, activity, options: given, required: [] };
      return explaining(door, call, async () => {
        const started = await inherited(activity, options);
        return name === 'start' ? guardHandle(started as ActivityHandle, door) : started;
      });
    });
  }
  wrapMethod(client, 'getHandle', (inherited, ...args) => guardHandle(inherited(...args) as ActivityHandle, door));
  wrapMethod(client, 'list', (inherited, ...args) =>
    explainList(inherited(...args), door, listCall('activity.list', queryOf(args[0]))),
  );
  explainMethods(client, ['count'], door, (_name, [query]) => listCall('activity.count', queryOf(query)));
}

function guardHandle(handle: ActivityHandle, door: Door): ActivityHandle {
  const { activityId } = handle;
  const names = (Object.keys(handle) as (keyof ActivityHandle)[]).filter((name) => typeof handle[name] === 'function');
  explainMethods(handle, names, door, (name) => ({ operation: `activity.${name}`, activity: activityId }));
  return handle;
}

function queryOf(given: unknown): unknown {
  return typeof given === 'string' ? given : (given as { query?: unknown } | undefined)?.query;
}

function workflowOf(activity: unknown): { workflowId?: string; runId?: string } {
  const { workflowId, runId } = (activity ?? {}) as { workflowId?: unknown; runId?: unknown };
  return {
    ...(typeof workflowId === 'string' && { workflowId }),
    ...(typeof runId === 'string' && { runId }),
  };
}
