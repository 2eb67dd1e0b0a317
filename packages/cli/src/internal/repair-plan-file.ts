import { HR9016 } from '@handrail/errors';
import type { PlannedRepair, RepairAction, RepairIntent, RepairPlan } from '@handrail/operations';
import { readJsonFile } from './read-json-file';

/** Reads what `handrail repair --json` has printed as a dry run. */
export async function readRepairPlan(path: string): Promise<RepairPlan> {
  const refuse = (reason: string, cause?: unknown) => unusable(path, reason, cause);
  const value = await readJsonFile(path, refuse);
  if (!isPlan(value)) throw refuse('it is not what handrail repair --json prints without --apply');
  return value;
}

/** A plan is done in the namespace that it was made for. */
export function requireNamespaceOf(plan: RepairPlan, path: string, namespace: string): void {
  if (plan.namespace === namespace) return;
  throw unusable(path, `it was made for namespace "${plan.namespace}", and this is "${namespace}"`);
}

function unusable(path: string, reason: string, cause?: unknown): Error {
  const problem = `--plan ${path} cannot be used (${reason})`;
  return HR9016.error({ problem, command: 'handrail repair' }, { cause });
}

type Unknown<T> = { readonly [K in keyof T]?: unknown };

function isPlan(value: unknown): value is RepairPlan {
  const plan = asRecord(value) as Unknown<RepairPlan>;
  return (
    plan.schema === 'handrail.repair-plan/1' &&
    isText(plan.namespace) &&
    isIntent(plan.intent) &&
    typeof plan.includesTerminated === 'boolean' &&
    typeof plan.examined === 'number' &&
    isListOf(plan.repairs, isRepair) &&
    isListOf(plan.refused, (each) => areTexts(asRecord(each), ['workflowId', 'cause', 'why'])) &&
    isListOf(plan.notExamined, isText)
  );
}

function isRepair(value: unknown): value is PlannedRepair {
  const repair = asRecord(value) as Unknown<PlannedRepair>;
  return (
    areTexts(repair, ['workflowId', 'runId', 'workflowType', 'cause', 'headline']) &&
    isListOf(repair.actions, isAction) &&
    isListOf(repair.repeats, isText) &&
    (repair.calls === undefined || isListOf(repair.calls, isText))
  );
}

const OF_AN_ACTIVITY = (action: Record<string, unknown>) => areTexts(action, ['activityId', 'activityType']);

const ACTIONS: Readonly<Record<RepairAction['kind'], (action: Record<string, unknown>) => boolean>> = {
  'reset-workflow': ({ eventId }) => Number.isSafeInteger(eventId),
  'reset-activity': OF_AN_ACTIVITY,
  'unpause-activity': OF_AN_ACTIVITY,
  'end-attempt': OF_AN_ACTIVITY,
  'unpause-workflow': () => true,
  signal: ({ name }) => isText(name),
};

function isAction(value: unknown): value is RepairAction {
  const action = asRecord(value);
  const { kind } = action;
  return isText(kind) && Object.hasOwn(ACTIONS, kind) && ACTIONS[kind as RepairAction['kind']](action);
}

function isIntent(value: unknown): value is RepairIntent {
  if (typeof value !== 'object' || value === null) return false;
  const { before, signal } = value as Unknown<RepairIntent>;
  const point = asRecord(before);
  const sent = asRecord(signal);
  return (
    (before === undefined || isText(point['buildId']) || isText(point['time'])) &&
    (signal === undefined || (isText(sent['name']) && (sent['args'] === undefined || Array.isArray(sent['args']))))
  );
}

function isListOf(value: unknown, isOne: (each: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}

function areTexts(record: object, names: readonly string[]): boolean {
  return names.every((name) => isText((record as Record<string, unknown>)[name]));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
