import { areOptions, type GuardHost } from '@handrail/common/host';
import { HR4071 } from '@handrail/errors';
import type { Payload } from '@temporalio/common';
import type { Activated } from './watch-activations';

/** HR4071: a signal that workflow code sends another workflow with options in the place of its arguments. */
export function reportSentSignals({ info, activation, commands }: Activated, host: GuardHost): void {
  if (activation.isReplaying === true) return;
  for (const command of commands) {
    const { signalName, args } = { ...(command['signalExternalWorkflowExecution'] as Partial<SentSignal> | null) };
    if (typeof signalName !== 'string' || args?.length !== 1 || !areOptions(args.map(readJson))) continue;
    const { namespace, workflowId, runId, workflowType } = info;
    const problem = HR4071.problem({ kind: 'Signal', name: signalName, workflow: workflowType });
    host.judge(problem, `${workflowType} signal ${signalName}`, { inspect: { namespace, workflowId, runId } });
  }
}

interface SentSignal {
  readonly signalName: string;
  readonly args: readonly Payload[];
}

const BEGIN = '{"args":[';

/** What a payload holds, where it may be such options: most are not even read. */
function readJson({ data }: Payload): unknown {
  if (data == null || Buffer.from(data.subarray(0, BEGIN.length)).toString() !== BEGIN) return undefined;
  try {
    return JSON.parse(Buffer.from(data).toString());
  } catch {
    return undefined;
  }
}
