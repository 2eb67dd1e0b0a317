import { type GuardHost, type Loss, lossFaults } from '@handrail/common/host';
import { HR3005 } from '@handrail/errors';
import { decode } from '@temporalio/common/lib/encoding';
import type { Payload } from '@temporalio/common';
import { answeredCall, noteUpdates } from './answered-calls';
import { visitPayloads } from './note-commands';
import type { Activated } from './watch-activations';

/**
 * HR3005 for what workflow code sends or returns and JSON changes without a word. What was found stands on the payloads, where the
 * workflow's code has put it (`locateValues`), and is taken off before codecs see them. Once for each call site, whatever the number of
 * executions; of what is replayed nothing is said.
 */
export function reportLosses(activated: Activated, host: GuardHost): void {
  const { info, activation, commands } = activated;
  noteUpdates(activated);
  for (const command of commands) {
    visitPayloads(command, ({ what, content, path, payload }) => {
      const losses = takeLosses(payload);
      // To a query that comes while a history is replayed the answer is new.
      const isReplayed = activation.isReplaying === true && command['respondToQuery'] == null;
      if (losses.length === 0 || isReplayed) return;
      const json = jsonOf(payload);
      if (json === undefined) return;
      const { namespace, workflowId, runId, workflowType } = info;
      const call = answeredCall(command, info, activation) ?? what(content);
      const faults = lossFaults(losses, JSON.parse(json), path);
      const problem = HR3005.problem({ subject: `${call} in workflow "${workflowType}"`, faults });
      host.judge(problem, `${workflowType}/${call}`, { inspect: { namespace, workflowId, runId } });
    });
  }
}

function takeLosses(payload: Payload & { lost?: readonly Loss[] }): readonly Loss[] {
  const { lost: losses } = payload;
  if (losses === undefined) return [];
  delete payload.lost;
  return losses.filter(([path, ...value]) => path.length > 0 || !isSentAsItIs(value));
}

/**
 * A function or a symbol that stands alone is no JSON at all, which is told otherwise. A RawValue that stands alone is a payload
 * already: such are the SDK's own answers, to the queries of whoever looks at an execution in the Temporal UI.
 */
function isSentAsItIs([tag, className]: readonly [tag: string, className: unknown]): boolean {
  return /(?:Function|Symbol)\]$/.test(tag) || className === 'RawValue';
}

/** Undefined for what is not sent as JSON: bytes, for instance. */
function jsonOf({ metadata, data }: Payload): string | undefined {
  const encoding = metadata?.['encoding'];
  return encoding != null && data != null && decode(encoding) === 'json/plain' ? decode(data) : undefined;
}
