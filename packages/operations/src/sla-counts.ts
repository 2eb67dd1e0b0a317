import type { Policy, PolicyInput } from '@handrail/common';
import { resolvePolicy } from '@handrail/common/host';
import type { OperationsClient } from './explain-execution';
import { toNumber } from './gather/wire';
import { gauge } from './internal/metrics-text';
import { type CallLimits, ServerCalls } from './internal/server-calls';
import { readSlaAttributes } from './sla/sla-attributes';

/** What {@link readSlaCounts} takes. */
export interface SlaCountOptions {
  /** Names the search attribute. @default the default policy */
  readonly policy?: PolicyInput | Policy | undefined;
  /** How long before its deadline an execution is near it, in milliseconds. @default 15 minutes */
  readonly warnBeforeMilliseconds?: number | undefined;
  readonly limits?: CallLimits | undefined;
  /** The time of looking, in milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** How many open executions are out of their SLA or near it, by workflow type. */
export interface SlaCounts {
  readonly namespace: string;
  readonly late: ReadonlyMap<string, number>;
  readonly near: ReadonlyMap<string, number>;
  /** What could not be counted, and why. */
  readonly notExamined: readonly string[];
}

const PAGE = 1_000;
const FIFTEEN_MINUTES = 15 * 60_000;
// Of those beyond the first page the type is not read.
const OTHER_TYPES = '(other)';

/**
 * Counts the open executions that are out of their SLA, for a monitor that asks often: a few calls, whatever their number.
 * Undefined where the namespace has no SLAs, unless the policy names an attribute of its own: that one is missing then.
 */
export async function readSlaCounts(
  client: OperationsClient,
  options: SlaCountOptions = {},
): Promise<SlaCounts | undefined> {
  const { warnBeforeMilliseconds = FIFTEEN_MINUTES, limits, now = Date.now } = options;
  const { deadlineAttribute: deadline } = resolvePolicy(options.policy).sla;
  const isNamed = deadline !== resolvePolicy(undefined).sla.deadlineAttribute;
  const { namespace } = client.options;
  const calls = new ServerCalls(client, limits);
  const time = (milliseconds: number) => `"${new Date(milliseconds).toISOString()}"`;
  const at = now();
  const soon = time(at + warnBeforeMilliseconds);
  const [late, near] = await Promise.all([
    countByType(
      calls,
      namespace,
      'late executions',
      `${deadline} <= ${time(at)} AND ExecutionStatus = "Running"`,
      isNamed,
    ),
    countByType(
      calls,
      namespace,
      'executions near their deadline',
      `${deadline} > ${time(at)} AND ${deadline} <= ${soon} AND ExecutionStatus = "Running"`,
      isNamed,
    ),
  ]);
  if ((late?.size ?? 0) + (near?.size ?? 0) === 0) {
    const mistyped = await mistypedDeadline(client, options.policy, calls);
    if (mistyped !== undefined) calls.noteMissing('late executions', mistyped);
    else if (late === undefined || near === undefined) return undefined;
  }
  // They are noted as the server answers; a reader of two reports expects one order.
  const notExamined = calls.notExamined.map(({ what, why }) => `${what}: ${why}`).sort();
  return { namespace, late: late ?? new Map(), near: near ?? new Map(), notExamined };
}

// A query over an attribute of another type finds nothing, or is refused as one over an attribute that is not there.
async function mistypedDeadline(
  client: OperationsClient,
  policy: SlaCountOptions['policy'],
  calls: ServerCalls,
): Promise<string | undefined> {
  const [deadline] = await readSlaAttributes(client, policy, calls).catch(() => []);
  if (deadline?.state !== 'mistyped') return undefined;
  return `search attribute ${deadline.name} has the type ${deadline.existingType}, and no deadline can be found in it: it has to be ${deadline.type}`;
}

async function countByType(
  calls: ServerCalls,
  namespace: string,
  what: string,
  query: string,
  isNamed: boolean,
): Promise<ReadonlyMap<string, number> | undefined> {
  const page = await calls.ask('ListWorkflowExecutions', (service) =>
    service.listWorkflowExecutions({ namespace, query, pageSize: PAGE }),
  );
  if (!page.ok) {
    // There is no such attribute: nobody has set SLAs up, unless its name was given.
    if (page.problem.kind === 'invalid' && !isNamed) return undefined;
    calls.noteMissing(what, page.problem.text);
    return new Map();
  }
  const counts = new Map<string, number>();
  for (const { type } of page.value.executions ?? []) {
    counts.set(type?.name ?? '', (counts.get(type?.name ?? '') ?? 0) + 1);
  }
  if ((page.value.nextPageToken?.length ?? 0) > 0) {
    const all = await calls.ask('CountWorkflowExecutions', (service) =>
      service.countWorkflowExecutions({ namespace, query }),
    );
    if (!all.ok) {
      calls.noteMissing(`${what} beyond the first ${PAGE}`, all.problem.text);
      return counts;
    }
    const rest = toNumber(all.value.count) - (page.value.executions?.length ?? 0);
    if (rest > 0) counts.set(OTHER_TYPES, rest);
  }
  return counts;
}

/** The counts in the text format that Prometheus scrapes. */
export function slaMetrics({ namespace, late, near }: Omit<SlaCounts, 'notExamined'>): string {
  const samples = (counts: ReadonlyMap<string, number>) =>
    [...counts].map(([type, value]) => ({ labels: { namespace, workflow_type: type }, value }));
  return [
    ...gauge('handrail_sla_late_executions', 'Open executions that are out of their SLA.', samples(late)),
    ...gauge('handrail_sla_near_executions', 'Open executions that will be out of their SLA soon.', samples(near)),
    '',
  ].join('\n');
}
