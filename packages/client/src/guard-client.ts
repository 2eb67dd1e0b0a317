import type { Client } from '@temporalio/client';
import { doorOf } from './internal/client-interceptors';
import { guardScheduleClient } from './internal/guard-schedule-client';
import { guardWorkflowClient } from './internal/guard-workflow-client';

/**
 * Adds to a client that the raw SDK made with the `handrail()` plugin what interceptors cannot do: changes of schedules are
 * guarded, an option that the SDK throws on while it reads it is reported with its name, and the errors of `result()` are
 * explained. The mirrored `Client` has all this from the start. A client without the plugin is left as it is.
 *
 * @returns the same client
 */
export function guardClient<C extends Pick<Client, 'workflow' | 'schedule'>>(client: C): C {
  // The SDK keeps the deprecated form of interceptors as it is, and declares it as a list.
  const interceptors: unknown = client.workflow.options.interceptors;
  const door = doorOf(interceptors);
  if (door === undefined) return client;
  guardWorkflowClient(client.workflow, door);
  guardScheduleClient(client.schedule, door);
  return client;
}
