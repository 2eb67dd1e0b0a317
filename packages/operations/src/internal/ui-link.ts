import { inspectUrl, type Links } from '@handrail/errors';
import type { UiPlace } from '../finding';

/** The execution that a place is in. */
export interface UiExecution {
  readonly namespace: string;
  readonly workflowId: string;
  readonly runId: string;
}

/** The Temporal UI's address of a place; undefined where no UI is known. */
export function uiLink(
  place: UiPlace,
  { namespace, workflowId, runId }: UiExecution,
  links: Links,
): string | undefined {
  switch (place.view) {
    case 'task-queue':
      return inspectUrl({ namespace, taskQueue: place.taskQueue }, links);
    case 'schedule':
      return inspectUrl({ namespace, scheduleId: place.scheduleId }, links);
    case 'workflows':
      return inspectUrl({ namespace }, links);
    case 'event': {
      const history = inspectUrl({ namespace, workflowId, runId }, links);
      return history === undefined ? undefined : `${history}/events/${place.eventId}`;
    }
    default:
      return inspectUrl({ namespace, workflowId, runId }, links)?.replace(/\/history$/, `/${place.view}`);
  }
}
