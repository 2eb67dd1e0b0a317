import { enrich, type ErrorContext, HR4037, HR8001, HR8002, type Problem } from '@handrail/errors';
import { ReplayError } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { describeCommand, describeEvent, describeMachine, type Step } from './describe-step';

/** What a replay was about. */
export interface Replay {
  readonly history: unknown;
  /** The commands that the code sent in the workflow task that was replayed last; undefined where they are not known. */
  readonly commands: readonly Step[] | undefined;
}

/**
 * Appends to the error of a replay where code and history part, and what to do about it. Class and cause stay; an error that
 * is not known is untouched.
 */
export function translateReplayError(error: unknown, replay: Replay, context: ErrorContext): unknown {
  if (!(error instanceof Error)) return error;
  const problem = problemOf(error, replay);
  return problem === undefined ? error : enrich(error, problem, context);
}

function problemOf(error: Error, replay: Replay): Problem | undefined {
  const workflow = workflowTypeOf(replay.history) ?? 'unknown';
  // The details are a dump of the core's, with the text that counts in quotes.
  const details = /message: "((?:[^"\\]|\\.)*)"/s
    .exec(error.message)?.[1]
    ?.replace(/\\(.)/gs, (_, character: string) => ESCAPES[character] ?? character);
  if (error instanceof DeterminismViolationError) {
    return HR8001.problem({ workflow, ...differenceOf(details ?? error.message, replay) });
  }
  if (error instanceof ReplayError && details !== undefined) {
    const [line = ''] = details.split('\n', 1);
    const remedy = remedyIn(details);
    return HR8002.problem({ workflow, error: line, ...(remedy !== undefined && { remedy }) });
  }
  if (error.message === 'ReplayWorkerOptions must contain workflowsPath or workflowBundle') {
    return HR4037.problem({ operation: 'Worker.runReplayHistory', option: 'workflowsPath or workflowBundle' });
  }
  return undefined;
}

/** What the failed task's own block says is to be done. */
function remedyIn(details: string): string | undefined {
  if (!/^\[HR\d{4}\] /.test(details)) return undefined;
  const lines = /\n {2}Fix: {5}([^]*?)(?=\n {2}\S|$)/.exec(details)?.[1];
  return lines?.replace(/\n +/g, '\n').replace(/\.$/, '');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

type Difference = Pick<Parameters<typeof HR8001.problem>[0], 'position' | 'history' | 'code'>;

function differenceOf(text: string, { history, commands }: Replay): Difference {
  const [, id, kind] = /HistoryEvent\(id: (\d+), (\w+)\)/.exec(text) ?? [];
  const [, recorded, now] = /'([^']*)' does not match .*?'([^']*)'/s.exec(text) ?? [];
  const machine = /(\w+?)(?:Machine)? machine does not handle/.exec(text)?.[1];
  const events = eventsOf(history);
  const index = events.findIndex((event) => String(event['eventId']) === id);
  const command = id === undefined ? undefined : commandAt(events, index, commands);
  return {
    position: id === undefined ? 'a step that the core does not name' : `event ${id}`,
    history:
      recorded !== undefined
        ? `'${recorded}'`
        : kind === undefined
          ? 'another step'
          : describeEvent(kind, events[index]),
    code:
      now !== undefined
        ? `has '${now}'`
        : ((command && describeCommand(command)) ??
          (machine === undefined ? 'does not come to it' : describeMachine(machine))),
  };
}

/** Commands follow the end of their workflow task in the history, in the order in which code sent them. */
function commandAt(events: readonly Step[], index: number, commands: readonly Step[] | undefined): Step | undefined {
  if (index < 0 || commands === undefined) return undefined;
  const start = events.findLastIndex(
    (event, at) => at < index && Boolean(event['workflowTaskCompletedEventAttributes']),
  );
  return start < 0 ? undefined : commands[index - start - 1];
}

function eventsOf(history: unknown): readonly Step[] {
  const { events } = (history ?? {}) as { events?: unknown };
  return Array.isArray(events) ? (events as Step[]) : [];
}

function workflowTypeOf(history: unknown): string | undefined {
  const [first] = eventsOf(history);
  const attributes = first?.['workflowExecutionStartedEventAttributes'] as
    { workflowType?: { name?: string } } | undefined;
  return attributes?.workflowType?.name;
}
