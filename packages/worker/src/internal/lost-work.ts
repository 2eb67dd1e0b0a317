import type { GuardHost } from '@handrail/common/host';
import { HR1073 } from '@handrail/errors';
import type { Activated } from './watch-activations';
import type { Command } from './workflow-creator';

/** What a workflow can begin and not wait for: the command, and how its fields name it. */
const KINDS: readonly Kind[] = [
  {
    command: 'startChildWorkflowExecution',
    words: 'child workflow',
    field: 'workflowType',
    cancel: ['cancelChildWorkflowExecution', 'childWorkflowSeq'],
  },
  { command: 'scheduleActivity', words: 'activity', field: 'activityType', cancel: ['requestCancelActivity', 'seq'] },
  {
    command: 'scheduleLocalActivity',
    words: 'local activity',
    field: 'activityType',
    cancel: ['requestCancelLocalActivity', 'seq'],
  },
  {
    command: 'scheduleNexusOperation',
    words: 'Nexus operation',
    field: 'operation',
    cancel: ['requestCancelNexusOperation', 'seq'],
  },
];

interface Kind {
  readonly command: string;
  readonly words: string;
  readonly field: string;
  /** The command that takes it back, and its field that has the number of the other. */
  readonly cancel: readonly [command: string, field: string];
}

/**
 * HR1073: says what an execution begins in the very task that ends it. Where it fails or is cancelled, its code has left off in
 * the middle, and what was begun is not what anybody looks for.
 */
export function reportLostWork({ info, activation, commands }: Activated, host: GuardHost): void {
  const last = commands.at(-1);
  if (last?.['completeWorkflowExecution'] == null || activation.isReplaying === true) return;
  const work = [...new Set(commands.flatMap((command) => begunBy(command, commands)))];
  if (work.length === 0) return;
  const { namespace, workflowId, runId, workflowType } = info;
  host.judge({ ...HR1073.problem({ workflow: workflowType, work }), disposition: 'warn' }, workflowType, {
    inspect: { namespace, workflowId, runId },
  });
}

function begunBy(command: Command, all: readonly Command[]): string[] {
  return KINDS.flatMap(({ command: name, words, field, cancel: [cancel, number] }) => {
    const begun = fieldsOf(command, name);
    if (begun === undefined) return [];
    // What the code itself takes back is not to run.
    const isTakenBack = all.some((other) => {
      const cancelled = fieldsOf(other, cancel);
      return cancelled !== undefined && cancelled[number] === begun['seq'];
    });
    return isTakenBack ? [] : [`${words} "${String(begun[field])}"`];
  });
}

function fieldsOf(command: Command, name: string): Readonly<Record<string, unknown>> | undefined {
  return (command[name] as Readonly<Record<string, unknown>> | null | undefined) ?? undefined;
}
