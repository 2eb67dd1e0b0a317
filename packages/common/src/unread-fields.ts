import { callOptions, RETRY_OPTIONS } from './call-options';
import type { Finding } from './finding';
import { optionNamesOf } from './guards/option-names';
import { shapeFault } from './guards/option-shapes';
import { protectedSlip } from './guards/protected-slips';
import { optionSlips } from './option-slips';
import { withArticle } from './payloads/with-article';

/** What a workflow bundle hands out of a call with options that no guard looks at. */
export interface UnreadFields {
  readonly subject: string;
  readonly call: string;
  /** The options, each with its type. */
  readonly fields: readonly (readonly [field: string, type: string])[];
  /** The fields of the retry policy. */
  readonly retry?: readonly string[];
}

/**
 * What the worker's process makes of it: HR2018 for each option that was meant to be another, and HR2014 for what has another form
 * than the SDK reads. It is only told, because executions in flight may do so for long.
 */
export function unreadFindings({ facts, ...finding }: Finding): Finding[] {
  const { subject: given, call, fields, retry } = facts as Partial<UnreadFields>;
  const table = callOptions(String(call));
  if (table === undefined || !Array.isArray(fields)) return [];
  const subject = String(given);
  const types = typesOf(fields);
  const names = [...types.keys()];
  const invalid = (field: string, value: string, reason: string): Finding => ({
    ...finding,
    code: 'HR2014',
    facts: { subject, field, value, reason },
  });
  if (names.some(isIndex)) {
    const remedy = AS_OPTIONS.get(String(call));
    const reason = `is not an object with options${remedy === undefined ? '' : `: ${remedy}`}`;
    return [invalid('options', 'a text or a list', reason)];
  }
  const activity = names.find((name) => subject.endsWith(` "${name}"`) && types.get(name) === 'function');
  if (activity !== undefined) {
    const reason = `has the activity itself as an option: pass the activities as the type, proxyActivities<typeof activities>({ … })`;
    return [invalid('options', 'an object', reason)];
  }
  const guarded = optionNamesOf(call as never).flat();
  const slips = optionSlips(names, table)
    // These were refused where they are written.
    .filter(({ field }) => !protectedSlip(field, guarded))
    .map(({ field, suggestion }) => ({ ...finding, facts: { subject, field, suggestion } }));
  const retrySlips = optionSlips(Array.isArray(retry) ? retry.map(String) : [], RETRY_OPTIONS)
    // As above.
    .filter(({ field }) => !protectedSlip(field, RETRY_OPTIONS.names))
    .map(({ field, suggestion }) => ({
      ...finding,
      facts: { subject, field: `retry.${field}`, suggestion: `retry.${suggestion}` },
    }));
  const told = slips.map(({ facts: { field } }) => field);
  const foreign = [...types].flatMap(([field, type]) => {
    if (table.names.includes(field) || told.includes(field) || type === 'undefined') return [];
    const owners = ownersOf(field, String(call));
    const reason = `only ${owners.join(', ').replace(/, (?=[^,]*$)/, ' and ')} have`;
    return owners.length === 0 ? [] : [invalid(field, withArticle(type) ?? type, reason)];
  });
  const misshapen = [...types].flatMap(([field, type]) => {
    if (!table.names.includes(field)) return [];
    // Of a memo that was a text there are letters in the command, where the worker's process sees it.
    const isTold = type === 'undefined' || (field === 'memo' && type === 'string');
    const reason = isTold ? undefined : (shapeFault(field, type) ?? nameFault(field, type));
    return reason === undefined ? [] : [invalid(field, withArticle(type) ?? type, reason)];
  });
  return [...slips, ...retrySlips, ...foreign, ...misshapen];
}

/** What was likely meant by a text or a list in the place of options. */
const AS_OPTIONS: ReadonlyMap<string, string> = new Map([
  ['childWorkflow', 'arguments go into it as a list, { args: [order] }'],
  ['timer', "what is shown of a timer goes into it, { summary: 'waits for the bank' }"],
]);

/** Names, of which the wire keeps nothing where they are no texts: the execution gets another id, the other queue is not asked. */
const NAMES = ['workflowId', 'activityId', 'taskQueue', 'cronSchedule'];

function nameFault(field: string, type: string): string | undefined {
  // Of null, which leaves an option out, the type is object.
  return NAMES.includes(field) && type !== 'string' && type !== 'object' ? 'is not a text' : undefined;
}

/** Of what workflow code calls, what has this option: it was taken from one call to another. */
function ownersOf(field: string, call: string): string[] {
  const has = (kind: string) => kind !== call && callOptions(kind)?.names.includes(field) === true;
  const owners = CALLS.filter(([kind]) => has(kind)).map(([, words]) => words);
  return owners.length === 0 && call === 'childWorkflow' && has('continueAsNew')
    ? ['calls that continue as new']
    : owners;
}

const CALLS = [
  ['activity', 'activities'],
  ['localActivity', 'local activities'],
  ['childWorkflow', 'child workflows'],
  ['workflow', 'workflows that a client starts'],
] as const;

/** A bundle of an earlier version hands out the names alone. */
function typesOf(fields: readonly unknown[]): ReadonlyMap<string, string> {
  const pairs = fields.map((field) => (Array.isArray(field) ? field.map(String) : [String(field)]));
  return new Map(pairs.map(([name = '', type = 'undefined']) => [name, type]));
}

// What was spread were no options: a text or a list has its letters or entries by their numbers.
function isIndex(field: string): boolean {
  return /^\d+$/.test(field);
}
