import type { Client } from '@temporalio/client';
import { checkCallContexts } from './internal/call-context';
import { doorOf } from './internal/client-interceptors';
import { explainMethods } from './internal/explaining';
import { guardActivityClient } from './internal/guard-activity-client';
import { guardRawService } from './internal/guard-raw-service';
import { guardScheduleClient } from './internal/guard-schedule-client';
import { guardWorkflowClient } from './internal/guard-workflow-client';

type Guardable = Pick<Client, 'workflow' | 'schedule'> & Partial<Client>;

const QUEUE_CALLS = ['updateBuildIdCompatibility', 'getBuildIdCompatability', 'getReachability'] as const;

/**
 * Adds to a client that the raw SDK made with the `handrail()` plugin what interceptors cannot do: changes of schedules are
 * guarded, an option that the SDK throws on while it reads it is reported with its name, and errors are explained that no
 * interceptor sees: of results, lists, histories, updates, asynchronous completion and calls on `client.workflowService`. The
 * mirrored `Client` has all this from the start. A client without the plugin is left as it is.
 *
 * @returns the same client
 */
export function guardClient<C extends Pick<Client, 'workflow' | 'schedule'>>(client: C): C {
  // The SDK keeps the deprecated form of interceptors as it is, and declares it as a list.
  const interceptors: unknown = client.workflow.options.interceptors;
  const door = doorOf(interceptors);
  if (door === undefined) return client;
  const { workflow, schedule, activity, taskQueue, nexus, connection } = client as Guardable;
  // A connection of the SDK's own has no checks of what comes after it was made.
  if (connection !== undefined) checkCallContexts(connection);
  guardWorkflowClient(workflow, door);
  guardScheduleClient(schedule, door);
  if (activity !== undefined) guardActivityClient(activity, door);
  if (taskQueue !== undefined) {
    explainMethods(taskQueue, QUEUE_CALLS, door, (name) => ({ operation: `taskQueue.${name}` }));
  }
  if (nexus !== undefined) explainMethods(nexus, ['count'], door, (name) => ({ operation: `nexus.${name}` }));
  if ('workflowService' in client) guardRawService(client, door);
  return client;
}
