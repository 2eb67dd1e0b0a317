import { type GuardHost, showPath } from '@handrail/common/host';
import { HR3001 } from '@handrail/errors';
import { decode } from '@temporalio/common/lib/encoding';
import { visitPayloads } from './note-commands';
import type { Activated } from './watch-activations';

/**
 * HR3001 for what workflow code sends or returns and the SDK's converter has no form for: it makes a payload without content of a
 * function or a symbol, on which whoever reads it fails. It is told, not stopped: executions in flight may do so for long.
 */
export function reportEmptyPayloads({ info, activation, commands }: Activated, host: GuardHost): void {
  if (activation.isReplaying === true) return;
  for (const command of commands) {
    visitPayloads(command, ({ what, content, path, payload: { data, metadata } }) => {
      // JSON is never empty.
      if ((data != null && data.length > 0) || metadata?.['encoding'] == null) return;
      if (decode(metadata['encoding']) !== 'json/plain') return;
      const { namespace, workflowId, runId, workflowType } = info;
      const faults = [{ path: showPath(path), is: 'a function or a symbol', kind: 'function' }];
      const call = what(content);
      const problem = HR3001.problem({ subject: `${call} in workflow "${workflowType}"`, faults });
      const inspect = { namespace, workflowId, runId };
      host.judge({ ...problem, disposition: 'warn' }, `${workflowType}/${call}`, { inspect });
    });
  }
}
