import { filterText, shellQuote, temporalCommand } from '@handrail/common/host';
import type { Problem } from '@handrail/errors';
import type { ReplayGroup } from '../../replay-report';
import { type HistoryState, resetPointBefore } from './history-state';
import type { OpenExecution } from './open-executions';

/** What the commands of a report reach the same place with. */
export interface CommandTarget {
  readonly namespace: string | undefined;
  readonly address: string | undefined;
  /** The command line that asked, of which the report's own begin. */
  readonly again: string | undefined;
}

/** The execution that the steps are shown for. */
export interface ShownExecution {
  readonly workflowId: string;
  readonly runId: string | null;
  readonly file: string | null;
  readonly open: OpenExecution | undefined;
  readonly state: HistoryState;
}

type Step = ReplayGroup['next'][number];

/** Pure. What to do about a group of executions: the code first, then the executions, then to look again. */
export function nextSteps(
  { head, fix }: Pick<Problem, 'head' | 'fix'>,
  {
    position,
    execution,
    target,
  }: { readonly position: string | undefined; readonly execution: ShownExecution; readonly target: CommandTarget },
): Step[] {
  const { open } = execution;
  const isUnread = head.includes('[HR3010]');
  const inCode = fix.split('\n').filter((line) => !line.startsWith('To give up'));
  return [
    ...(isUnread ? [{ text: 'Where the worker has a data converter, name a module with it: --options.' }] : []),
    ...inCode.map((text) => ({ text })),
    ...(open?.deployment === undefined ? [] : [pin(open, open.deployment, target)]),
    ...(open === undefined ? [] : reset(execution, position, target)),
    ...(target.again === undefined
      ? []
      : [{ text: 'To see whether it is mended:', command: lookAgain(target.again, execution) }]),
  ];
}

function lookAgain(again: string, { workflowId, file, open }: ShownExecution): string {
  if (file !== null) return `${again} --history ${shellQuote(file)}`;
  const query = `${again} --query ${shellQuote(`WorkflowId = ${filterText(workflowId)}`)}`;
  // Else it would be left out this time.
  return open?.pinned === true ? `${query} --include-pinned` : query;
}

function pin(
  { workflowId, pinned }: OpenExecution,
  { name, build }: { readonly name: string; readonly build: string },
  target: CommandTarget,
): Step {
  if (pinned)
    return {
      text: `Or leave it to "${name}:${build}", to which it is pinned, for as long as workers of that are there.`,
    };
  return {
    text: 'Or leave it to the version that it runs on, for as long as workers of that are there:',
    command: temporal('workflow update-options', target, {
      'workflow-id': workflowId,
      'versioning-override-behavior': 'pinned',
      'versioning-override-deployment-name': name,
      'versioning-override-build-id': build,
    }),
  };
}

function reset(
  { workflowId, runId, state }: ShownExecution,
  position: string | undefined,
  target: CommandTarget,
): Step[] {
  const eventId = resetPointBefore(state, position);
  if (eventId === undefined) return [];
  return [
    {
      text: `Or give up what it has done since event ${eventId}, once the new code is deployed; activities after it run again:`,
      command: temporal('workflow reset', target, {
        'workflow-id': workflowId,
        ...(runId !== null && { 'run-id': runId }),
        'event-id': String(eventId),
        reason: 'the deployed code does not replay its history',
      }),
    },
  ];
}

function temporal(
  words: string,
  { namespace = 'default', address }: CommandTarget,
  flags: Readonly<Record<string, string>>,
): string {
  return temporalCommand({ namespace, address }, words, flags);
}
