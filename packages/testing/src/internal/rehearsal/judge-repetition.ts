import type { RehearsalFinding } from '../../rehearsal-report';
import type { Change } from '../idempotency/compare/change';
import { diffTrees } from '../idempotency/compare/diff';
import { type Learned, NOTHING_LEARNED } from '../idempotency/compare/learned';
import { toTree } from '../idempotency/compare/to-tree';
import { plainValue } from '../idempotency/report/plain-value';
import { type FindingVerdict, verdictKind } from '../idempotency/verdicts';
import type { PendingRecord, Repetition } from './record';

/** Compares a repetition with the first success. Nothing is learned here, so only times of the rehearsal itself are left out. */
export function judgeRepetition(
  record: PendingRecord,
  repetition: Repetition,
  now: number,
): RehearsalFinding | undefined {
  const learned: Learned = {
    ...NOTHING_LEARNED,
    clock: { from: record.startedAt - 60_000, to: now + 60_000 },
  };
  const changes = differences(record.before, record.after, repetition.state, 'state', learned);
  const more = changes.filter(({ kind }) => kind === 'more');
  const finding = (verdict: FindingVerdict, detail: string, diff: readonly Change[]) =>
    findingOf(record, verdict, detail, diff);
  if (more.length > 0)
    return finding('DUPLICATE_EFFECT', `${listPlaces(more)}: more than after the first success`, changes);
  if (repetition.kind === 'failed') return finding('STUCK', `the repetition fails: ${repetition.message}`, changes);
  const fewer = changes.filter(({ kind }) => kind === 'fewer');
  if (fewer.length > 0)
    return finding('LOST_EFFECT', `${listPlaces(fewer)}: less than after the first success`, changes);
  if (changes.length > 0)
    return finding('TORN_STATE', `${listPlaces(changes)}: not as after the first success`, changes);
  const drift = differences(undefined, record.result, repetition.result, 'result', learned);
  return drift.length > 0
    ? finding('RESULT_DRIFT', 'the repetition returns another result than the first run', drift)
    : undefined;
}

function differences(before: unknown, expected: unknown, actual: unknown, root: string, learned: Learned): Change[] {
  const sides = { before: toTree(before), expected: toTree(expected), actual: toTree(actual) };
  return diffTrees(sides, root, learned);
}

function findingOf(
  record: PendingRecord,
  verdict: FindingVerdict,
  detail: string,
  diff: readonly Change[],
): RehearsalFinding {
  const { activityType, activityId, workflowId, runId, crowded } = record;
  return {
    verdict,
    code: verdictKind(verdict).definition.code,
    activityType,
    activityId,
    workflowId,
    runId,
    detail,
    diff: diff.map(({ path, kind, expected, actual }) => ({
      path,
      kind,
      expected: plainValue(expected),
      actual: plainValue(actual),
    })),
    alone: !crowded,
  };
}

function listPlaces(changes: readonly Change[]): string {
  const places = [...new Set(changes.map(({ path }) => path || 'the state'))];
  return places.length > 3 ? `${places.slice(0, 3).join(', ')} and ${places.length - 3} more` : places.join(', ');
}
