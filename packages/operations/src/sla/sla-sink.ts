import { logWarning } from '@handrail/common/host';
import type { SlaNotice } from './sla-notice';

/** Where notices go. A sink that throws gets the notice again, under the same id. */
export interface SlaSink {
  /** How errors name it; nothing secret. */
  readonly name: string;
  deliver(notice: SlaNotice): Promise<void> | void;
}

/** Hands notices to a function. */
export function callbackSink(deliver: SlaSink['deliver'], name = 'the callback'): SlaSink {
  return { name, deliver };
}

/** Writes notices to the process's log: the SDK's `Runtime` logger where there is one, else stderr. */
export function logSink(): SlaSink {
  return {
    name: 'the log',
    deliver({ message, notificationId, severity, namespace, workflowId, runId, workflowType, owner, deadline, links }) {
      const attributes = { notificationId, severity, namespace, workflowId, runId, workflowType, owner, deadline };
      logWarning(message, { code: 'HR7072', ...attributes, ui: links.ui });
    },
  };
}
