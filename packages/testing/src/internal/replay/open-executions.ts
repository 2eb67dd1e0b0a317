import type { Client, WorkflowExecutionInfo } from '@handrail/client';
import type { ReplayStratum } from '../../replay-report';

/** An open execution, as a list tells of it. */
export interface OpenExecution {
  readonly workflowId: string;
  readonly runId: string;
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly startTime: number;
  readonly age: ReplayStratum['age'];
  readonly build: string | null;
  readonly deployment: { readonly name: string; readonly build: string } | undefined;
  readonly failing: boolean;
  readonly pinned: boolean;
}

export interface ListOptions {
  readonly query: string | undefined;
  readonly taskQueues: readonly string[];
  /** The time that ages are counted from. */
  readonly now: number;
}

/** The open executions that were listed, and what of them was not. */
export interface Listing {
  readonly executions: readonly OpenExecution[];
  readonly notListed: readonly string[];
}

const HOUR = 3_600_000;

/** From how many milliseconds on, the oldest first: the first bound that an age reaches is its own. */
export const AGES: readonly (readonly [age: ReplayStratum['age'], from: number])[] = [
  ['older', 7 * 24 * HOUR],
  ['under a week', 24 * HOUR],
  ['under a day', HOUR],
  ['under an hour', -Infinity],
];

// Of each age: a list begins with the newest, and a namespace may have millions.
const MOST_OF_AN_AGE = 5_000;
const PAGE = 1_000;

/** Lists what is open, each age for itself, so that the old ones are seen in a namespace with very many. */
export async function listOpen(client: Client, options: ListOptions): Promise<Listing> {
  const executions: OpenExecution[] = [];
  const notListed: string[] = [];
  for (const [index, [age, from]] of AGES.entries()) {
    const bounds = { from, to: AGES[index - 1]?.[1] };
    let found = 0;
    for await (const info of client.workflow.list({ query: queryOf(options, bounds), pageSize: PAGE })) {
      if (++found > MOST_OF_AN_AGE) {
        notListed.push(`open executions beyond ${MOST_OF_AN_AGE} of the age "${age}": narrow them with a query`);
        break;
      }
      executions.push(readInfo(info, age));
    }
  }
  return { executions, notListed };
}

/** Pure. The list filter for what started so long ago. */
export function queryOf(
  { query, taskQueues, now }: ListOptions,
  { from, to }: { readonly from: number; readonly to: number | undefined },
): string {
  const time = (age: number) => `"${new Date(now - age).toISOString()}"`;
  return [
    'ExecutionStatus = "Running"',
    ...(from === -Infinity ? [] : [`StartTime <= ${time(from)}`]),
    ...(to === undefined ? [] : [`StartTime > ${time(to)}`]),
    ...(taskQueues.length === 0 ? [] : [`TaskQueue IN (${taskQueues.map((name) => JSON.stringify(name)).join(', ')})`]),
    ...(query === undefined || query.trim() === '' ? [] : [`(${query})`]),
  ].join(' AND ');
}

function readInfo(info: WorkflowExecutionInfo, age: OpenExecution['age']): OpenExecution {
  const fields = info.raw.searchAttributes?.indexedFields ?? {};
  const read = (name: string): unknown => decodeJson(fields[name]?.data);
  const deployment = deploymentOf(read('TemporalWorkerDeploymentVersion'));
  return {
    workflowId: info.workflowId,
    runId: info.runId,
    workflowType: info.type,
    taskQueue: info.taskQueue,
    startTime: info.startTime.getTime(),
    age,
    build: deployment === undefined ? buildOf(read('BuildIds')) : `${deployment.name}:${deployment.build}`,
    deployment,
    failing: read('TemporalReportedProblems') !== undefined,
    pinned: read('TemporalWorkflowVersioningBehavior') === 'Pinned',
  };
}

function decodeJson(data: Uint8Array | null | undefined): unknown {
  if (data == null) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(data)) as unknown;
  } catch {
    return undefined;
  }
}

/** `name:build`; older servers wrote a full stop. */
function deploymentOf(value: unknown): OpenExecution['deployment'] {
  const [, name, build] = typeof value === 'string' ? (/^(.+?)[:.](.+)$/.exec(value) ?? []) : [];
  return name === undefined || build === undefined ? undefined : { name, build };
}

/** `unversioned:1.4.1`, `assigned:1.4.1`: the last one of the list ran last. */
function buildOf(value: unknown): string | null {
  const last: unknown = Array.isArray(value) ? value.at(-1) : undefined;
  return typeof last === 'string'
    ? (/^(?:unversioned|versioned|current|assigned):(.+)$/.exec(last)?.[1] ?? null)
    : null;
}
