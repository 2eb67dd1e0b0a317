import { isRecord, millisecondsOf } from '@handrail/common/guards';
import { badValue, formatDuration, readDuration, readField } from '@handrail/common/host';
import { HR2010, HR2014, type Problem } from '@handrail/errors';
import { isNoDate } from './backfill-faults';

/** What the server takes at most as the timeout of a workflow task, in the place of what is more. */
const LONGEST_TASK_MILLISECONDS = 120_000;

/**
 * What of the options of a start reaches the server as something else, without a word: a longer timeout of workflow tasks, and
 * a date that is none, for which the attribute is left out.
 *
 * @param path where the options stand in others: `action.`
 */
export function startValueProblems(subject: string, options: Readonly<Record<string, unknown>>, path = ''): Problem[] {
  return [
    ...taskTimeoutProblems(subject, options['workflowTaskTimeout'], path),
    ...runTimeoutProblems(subject, options, path),
    ...attributeProblems(subject, options, path),
    // The description of a schedule, from which an update is made, has a 0 for none.
    ...(path === '' ? priorityProblems(subject, options['priority']) : []),
    ...overrideProblems(subject, options['versioningOverride'], path),
  ];
}

// Refused is only what cannot be read: a timeout that is too long works, with another value.
function taskTimeoutProblems(subject: string, timeout: unknown, path: string): Problem[] {
  const { milliseconds } = timeout == null ? { milliseconds: undefined } : readDuration(timeout);
  if (milliseconds === undefined || milliseconds <= LONGEST_TASK_MILLISECONDS) return [];
  const reason = 'is more than the server takes, which makes 2 minutes of it';
  const value = `${milliseconds / 60_000} minutes`;
  return [{ ...HR2010.problem({ subject, field: `${path}workflowTaskTimeout`, value, reason }), disposition: 'warn' }];
}

// The server makes the longer one as short as the other, and says nothing.
function runTimeoutProblems(subject: string, options: Readonly<Record<string, unknown>>, path: string): Problem[] {
  const run = millisecondsOf(options['workflowRunTimeout']);
  const whole = millisecondsOf(options['workflowExecutionTimeout']);
  // What is no duration is none here: it compares with nothing.
  if (!(whole > 0 && run > whole)) return [];
  const reason = `is more than workflowExecutionTimeout, ${formatDuration(whole)}, to which the server shortens it`;
  const value = formatDuration(run);
  return [{ ...HR2010.problem({ subject, field: `${path}workflowRunTimeout`, value, reason }), disposition: 'warn' }];
}

function attributeProblems(subject: string, options: Readonly<Record<string, unknown>>, path: string): Problem[] {
  const { searchAttributes, typedSearchAttributes } = options;
  const legacy = isRecord(searchAttributes) ? Object.entries(searchAttributes) : [];
  const bad = [
    ...legacy.filter(([, values]) => Array.isArray(values) && values.some(isNoDate)).map(([name]) => name),
    ...typedPairs(typedSearchAttributes)
      .filter(({ value }) => isNoDate(value))
      .map(({ key }) => key?.name ?? ''),
  ];
  return bad.map((name) => {
    const field = `${path}search attribute "${name}"`;
    const reason = 'is a Date that is none: the attribute would be left out';
    return HR2014.problem({ subject, field, value: 'Invalid Date', reason });
  });
}

// On the wire 0 stands for none, which counts as 3.
function priorityProblems(subject: string, priority: unknown): Problem[] {
  if (readField(priority, 'priorityKey') !== 0) return [];
  const reason = 'stands for none: the first is 1, and without one it is 3';
  return [{ ...badValue(subject, 'priority.priorityKey', 0, reason), disposition: 'warn' }];
}

// Of a text in the place of the version the SDK reads two names that are not there, and sends none.
function overrideProblems(subject: string, override: unknown, path: string): Problem[] {
  // As the user writes it, or as an interceptor sees it.
  const version = readField(override, 'pinnedTo') ?? readField(readField(override, 'pinned'), 'version');
  if (version === undefined) return [];
  const isName = (name: string) => typeof readField(version, name) === 'string' && readField(version, name) !== '';
  if (isName('deploymentName') && isName('buildId')) return [];
  const reason = 'is not a version: give both names, { deploymentName, buildId }';
  return [badValue(subject, `${path}versioningOverride.pinnedTo`, version, reason)];
}

interface Pair {
  readonly key?: { readonly name?: string };
  readonly value?: unknown;
}

/** As a list, or as the SDK's own collection of them. */
function typedPairs(given: unknown): readonly Pair[] {
  const { getAll } = Object(given) as { readonly getAll?: unknown };
  const list: unknown = typeof getAll === 'function' ? (Reflect.apply(getAll, given, []) as unknown) : given;
  return Array.isArray(list) ? (list as readonly Pair[]).filter(isRecord) : [];
}
