import { formatProblems, type ErrorCode } from '@handrail/errors';
import type { IdempotencyDifference } from './idempotency-report';
import { type FindingVerdict, gravityOf, verdictKind } from './internal/idempotency/verdicts';
import type { RehearsalMode } from './rehearsal';

/** One execution whose repetition was not the same. */
export interface RehearsalFinding {
  readonly verdict: FindingVerdict;
  readonly code: ErrorCode;
  readonly activityType: string;
  readonly activityId: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly detail: string;
  readonly diff: readonly IdempotencyDifference[];
  /** Other activities of this worker were at work meanwhile, so that a difference of a whole world may be theirs. */
  readonly alone: boolean;
}

/** An execution that was chosen and left alone. */
export interface SkippedRehearsal {
  readonly activityType: string;
  readonly workflowId: string;
  readonly why: string;
}

/** What a rehearsal has found so far; as JSON it is one versioned object. */
export class RehearsalReport {
  readonly schema = 'handrail.rehearsal/1';
  readonly findings: readonly RehearsalFinding[];

  /** @internal Made by `rehearsal()`. */
  constructor(
    readonly mode: RehearsalMode,
    readonly seed: number,
    /** How many executions of each activity were repeated. */
    readonly repeated: Readonly<Record<string, number>>,
    findings: readonly RehearsalFinding[],
    readonly skipped: readonly SkippedRehearsal[],
    /** How many wait for their repetition. */
    readonly pending: number,
    /** Whether anything but results and failures was looked at. */
    readonly seesEffects: boolean,
  ) {
    this.findings = [...findings].sort((one, other) => gravityOf(one.verdict) - gravityOf(other.verdict));
  }

  /** One message for each verdict of each activity, with how often it was found. */
  toString(): string {
    const total = Object.values(this.repeated).reduce((sum, count) => sum + count, 0);
    const lines = [
      `Rehearsal (${this.mode}, seed ${this.seed}): ${count(total, 'execution')} repeated, ${count(this.findings.length, 'finding')}.`,
      ...Object.entries(this.repeated).map(([activity, times]) => `  ${activity}: ${times}`),
    ];
    if (this.pending > 0) lines.push(`  ${count(this.pending, 'execution')} still waiting for the repetition.`);
    if (total === 0) lines.push('  Nothing was repeated, so nothing has been shown.');
    if (!this.seesEffects)
      lines.push('  Only results and failures were compared: give a world or a probe, so that effects are seen.');
    for (const [why, skipped] of groupBy(this.skipped, (each) => `${each.activityType}: ${each.why}`))
      lines.push(`  Left alone ${count(skipped.length, 'time')}, ${why}.`);
    for (const group of groupBy(this.findings, ({ activityType, verdict }) => `${activityType} ${verdict}`).values())
      lines.push('', describe(this.mode, group));
    return lines.join('\n');
  }
}

const STORIES: Readonly<Record<RehearsalMode, string>> = {
  'retry-after-success': 'it succeeds, the server is told that it failed, and retries it',
  'drop-completion': 'it succeeds, its completion is dropped, and the server retries it after its timeout',
  shadow: 'it succeeds, and runs a second time',
  kill: 'it succeeds, its worker is killed, and the server retries it',
};

function describe(mode: RehearsalMode, [first, ...others]: readonly RehearsalFinding[]): string {
  const { verdict, activityType, workflowId, runId, detail, diff, alone } = first as RehearsalFinding;
  const { definition } = verdictKind(verdict);
  const problem = definition.problem({ activity: activityType, story: STORIES[mode], detail });
  return [
    formatProblems([problem]),
    `  Seen in: workflow ${workflowId}, run ${runId}${others.length > 0 ? `, and ${others.length} more` : ''}`,
    ...diff.map(
      ({ path, kind, expected, actual }) => `  ${path || 'result'}: ${kind}, ${show(expected)} → ${show(actual)}`,
    ),
    ...(alone
      ? []
      : ['  Other activities were at work meanwhile: give a probe that looks at this call alone, to be sure.']),
  ].join('\n');
}

function show(value: unknown): string {
  const text = value === undefined ? '(nothing)' : JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function groupBy<T>(items: readonly T[], name: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(name(item), [...(groups.get(name(item)) ?? []), item]);
  return groups;
}
