import { HR9016 } from '@handrail/errors';
import type {
  CauseSlug,
  CheckedActivities,
  RepairIntent,
  RepairOutcome,
  RepairPlan,
  RepairSelection,
} from '@handrail/operations';
import type { Command, CommandInput } from '../command';
import { ExitCode } from '../exit-code';
import { formatCalls, formatRepairPlan, formatRepairResult, formatRepeats } from '../formats/repair';
import { AuditLog } from '../internal/audit-log';
import { readCheckedActivities } from '../internal/checked-activities';
import { exitCodeForNothing } from '../internal/exit-code-for';
import {
  type ConnectionFlags,
  CONNECTION_OPTIONS,
  namespaceOf,
  openClient,
  type OpenClient,
} from '../internal/connection-options';
import { loadOperations } from '../internal/load';
import { oneLine } from '../internal/one-line';
import { parseJson } from '../internal/parse-json';
import { parseCount } from '../internal/parse-number';
import { createProgress } from '../internal/progress';
import { readRepairPlan, requireNamespaceOf } from '../internal/repair-plan-file';
import { whoRunsThis } from '../internal/who-runs-this';
import { workflowIds } from '../internal/workflow-ids';

interface RepairFlags extends ConnectionFlags {
  readonly query?: string;
  readonly cause?: readonly CauseSlug[];
  readonly code?: string;
  readonly beforeBuild?: string;
  readonly beforeTime?: string;
  readonly signal?: string;
  readonly signalInput?: { readonly value: unknown };
  readonly limit?: number;
  readonly plan?: string;
  readonly apply?: boolean;
  readonly reason?: string;
  readonly rate?: number;
  readonly auditLog?: string;
  readonly idempotency?: string;
}

/** `handrail repair`: frees the executions that a fixed cause has left stuck. A dry run unless told otherwise. */
export const repair: Command<RepairFlags> = {
  name: 'repair',
  summary: 'free the executions that a fixed cause has left stuck',
  description:
    'Fix the cause and deploy it first. Shows what it would do to which executions, and does it with --apply only. Each is\nlooked at again right before: one that is well is never touched.',
  options: [
    { flags: '--query <filter>', description: 'the executions to look at, as a list filter' },
    { flags: '--cause <slug...>', description: 'only those with this verdict, such as backoff' },
    { flags: '--code <code>', description: 'only those with this error code, such as HR7026' },
    {
      flags: '--before-build <id>',
      description: 'reset to before the first workflow task that workers of this build took',
      conflicts: ['beforeTime', 'signal'],
    },
    {
      flags: '--before-time <time>',
      description: 'reset to before this time, such as 2026-03-01T12:00:00Z',
      conflicts: ['signal'],
    },
    { flags: '--signal <name>', description: 'send this signal to those that wait for one, and do nothing else' },
    { flags: '--signal-input <json>', description: 'its argument', parse: parseJson, belongsTo: '--signal' },
    { flags: '--limit <number>', description: 'executions to look at', parse: parseCount, defaultDescription: '1000' },
    {
      flags: '--plan <file>',
      description: 'what a dry run with --json has printed: exactly that, and no more, is shown or done',
      conflicts: ['query', 'cause', 'code', 'beforeBuild', 'beforeTime', 'signal', 'limit'],
    },
    { flags: '--apply', description: 'do it' },
    { flags: '--reason <text>', description: 'recorded in the histories; needed with --apply' },
    { flags: '--rate <number>', description: 'executions a second', parse: parseCount, defaultDescription: '5' },
    {
      flags: '--audit-log <file>',
      description:
        'append each outcome, one JSON object a line; what it holds as repaired for the same reason is not done again',
    },
    {
      flags: '--idempotency <file>',
      description: 'JSON of idempotencyCoverage(): says which activities that would run again have a check',
    },
    ...CONNECTION_OPTIONS,
  ],
  meant: (ids) => `--query ${workflowIds(ids)}`,
  examples: [
    `repair --query 'ExecutionStatus = "Running"' --cause backoff`,
    `repair --query 'WorkflowType = "order"' --before-build 1.4.1`,
    `repair --query 'WorkflowType = "order"' --signal approve --signal-input '{"by":"anna"}'`,
    `repair --plan plan.json --apply --reason 'fixed in 1.4.2'`,
    `repair --query 'WorkflowType = "order"' --cause closed-failed --apply --reason 'fixed in 1.4.2' --audit-log repair.jsonl`,
  ],
  async run(input) {
    const { options } = input;
    if (options.query === undefined && options.plan === undefined) {
      throw usage('--query says which executions to look at, or --plan what to do');
    }
    if (options.apply && !options.reason?.trim())
      throw usage('--apply needs a --reason, which is recorded in the histories');
    const given = options.plan === undefined ? undefined : await readRepairPlan(options.plan);
    loadOperations().checkRepairSelection(given ?? selectionOf(options));
    const log = options.auditLog === undefined ? undefined : await AuditLog.open(options.auditLog, 'handrail repair');
    const checked =
      options.idempotency === undefined
        ? undefined
        : await readCheckedActivities(options.idempotency, 'handrail repair');
    if (given !== undefined) requireNamespaceOf(given, options.plan ?? '', await namespaceOf(options));
    const open = await openClient(options, 'handrail repair');
    try {
      const plan = given ?? (await makePlan(input, open));
      if (!options.apply) return await printPlan(input, plan, checked);
      return await apply(input, open, { plan, log, checked });
    } finally {
      await open.close();
    }
  },
};

async function makePlan({ options, terminal }: CommandInput<RepairFlags>, { client }: OpenClient): Promise<RepairPlan> {
  const { planRepair } = loadOperations();
  const progress = createProgress(terminal, 'executions');
  const plan = await planRepair(client, { ...selectionOf(options), onProgress: progress.update });
  progress.end();
  return plan;
}

function selectionOf(options: RepairFlags): RepairSelection {
  return {
    query: options.query ?? '',
    causes: options.cause,
    code: options.code?.toUpperCase(),
    intent: intentOf(options),
    most: options.limit,
  };
}

function intentOf({ beforeBuild, beforeTime, signal, signalInput }: RepairFlags): RepairIntent {
  if (signal !== undefined) {
    return { signal: { name: signal, args: signalInput === undefined ? [] : [signalInput.value] } };
  }
  if (beforeBuild !== undefined) return { before: { buildId: beforeBuild } };
  return beforeTime === undefined ? {} : { before: { time: beforeTime } };
}

function usage(problem: string): Error {
  return HR9016.error({ problem, command: 'handrail repair' });
}

async function printPlan(
  { options, terminal }: CommandInput<RepairFlags>,
  plan: RepairPlan,
  checked: CheckedActivities | undefined,
): Promise<ExitCode> {
  const { repeatedActivities } = loadOperations();
  const repeated = repeatedActivities(plan.repairs, checked);
  terminal.print(
    options.json ? JSON.stringify({ ...plan, repeated }) : formatRepairPlan(plan, repeated, terminal.stdoutStyle),
  );
  return plan.repairs.length > 0 ? ExitCode.Found : exitCodeForNothing(plan);
}

interface Repairing {
  readonly plan: RepairPlan;
  readonly log: AuditLog | undefined;
  readonly checked: CheckedActivities | undefined;
}

async function apply(
  { options, terminal, environment, interrupted }: CommandInput<RepairFlags>,
  { client }: OpenClient,
  { plan, log, checked }: Repairing,
): Promise<ExitCode> {
  const { applyRepair, repeatedActivities } = loadOperations();
  for (const line of formatRepeats(repeatedActivities(plan.repairs, checked))) terminal.note(line);
  for (const line of formatCalls(plan.repairs)) terminal.note(line);
  const stop = new AbortController();
  void interrupted().then(() => stop.abort());
  const by = whoRunsThis(environment);
  const reason = options.reason?.trim() ?? '';
  const done = log?.doneFor(reason) ?? new Set<string>();
  const earlier = plan.repairs.filter(({ runId }) => done.has(runId)).length;
  const toDo = plan.repairs.length - earlier;
  let decided = 0;
  let isLogWhole = true;
  const outcomes: RepairOutcome[] = await applyRepair(client, plan, {
    reason,
    identity: `handrail repair by ${by}`,
    perSecond: options.rate,
    done,
    unsure: log?.unsureFor(reason),
    signal: stop.signal,
    onOutcome: async (outcome) => {
      decided++;
      const problem = await log?.write({ ...outcome, namespace: plan.namespace, by, reason });
      const why = outcome.why === undefined ? '' : `: ${outcome.why}`;
      terminal.note(oneLine(`${outcome.outcome}: ${outcome.workflowId} (${decided} of ${toDo})${why}`));
      if (problem === undefined) return;
      terminal.note(problem);
      isLogWhole = false;
      stop.abort();
    },
  });
  const left = toDo - outcomes.length;
  const result = { outcomes, earlier, left, refused: plan.refused };
  if (options.json)
    terminal.print(JSON.stringify({ schema: 'handrail.repair/1', namespace: plan.namespace, ...result }));
  else terminal.print(formatRepairResult(result, terminal.stdoutStyle));
  const isDone =
    left === 0 && isLogWhole && outcomes.every(({ outcome }) => outcome === 'repaired' || outcome === 'skipped');
  for (const each of plan.notExamined) terminal.note(`Not looked at: ${each}.`);
  if (plan.repairs.length === 0) return exitCodeForNothing(plan);
  return isDone ? ExitCode.Fine : ExitCode.Found;
}
