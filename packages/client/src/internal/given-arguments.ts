import {
  badValue,
  isClass,
  judgeProblems,
  misspeltOptions,
  noCallOptions,
  type OptionTable,
  readField,
} from '@handrail/common/host';
import { HR2014, HR4038, type Problem } from '@handrail/errors';
import type { Door } from './door';

type Judge = Pick<Door, 'policy'>;

const LIST: OptionTable = {
  names: ['query', 'pageSize'],
  meant: { filter: 'query', where: 'query', limit: 'pageSize', maximumPageSize: 'pageSize' },
  perhaps: { q: 'query', visibilityQuery: 'query', size: 'pageSize', max: 'pageSize' },
};

/**
 * Looks at what a list is asked with. The SDK takes the query out of whatever it is given: of a text it takes none, and lists
 * everything there is, and so it does with a query that is no text.
 *
 * @throws HandrailError HR2012 or HR2014, before anything is sent
 */
export function checkListOptions(operation: string, options: unknown, { policy }: Judge): void {
  if (options == null) return;
  if (typeof options !== 'object') {
    const reason = 'is no object: pass the query as { query: … }, without which everything is listed';
    judgeProblems([badValue(operation, 'options', options, reason)], policy);
    return;
  }
  const { query, pageSize } = options as { readonly query?: unknown; readonly pageSize?: unknown };
  const bad = (field: string, value: unknown, reason: string) => [badValue(operation, field, value, reason)];
  judgeProblems(
    [
      ...(query == null || typeof query === 'string'
        ? []
        : bad('query', query, "is no text, such as WorkflowType = 'order': everything would be listed")),
      ...(pageSize == null || isWhole(pageSize) ? [] : bad('pageSize', pageSize, 'is no whole number from 1 up')),
      ...misspeltOptions(operation, options, LIST),
    ],
    policy,
  );
}

function isWhole(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

/** As {@link checkListOptions}, of a count, which takes the query itself. */
export function checkCountQuery(operation: string, query: unknown, { policy }: Judge): void {
  if (query == null || typeof query === 'string') return;
  const reason = 'is no text: pass the query itself, without which everything is counted';
  judgeProblems([badValue(operation, 'a query', query, reason)], policy);
}

/**
 * Looks at the workflow of a start. Of a class the SDK takes the name as well; a worker that has it could not call it.
 *
 * @param place where the workflow stands, where that is in the options: `action.workflowType`
 */
export function checkWorkflow(operation: string, workflow: unknown, { policy }: Judge, place?: string): void {
  // One without a name the SDK refuses by itself.
  if (!isClass(workflow) || workflow.name === '') return;
  const given = `the class ${workflow.name}${place === undefined ? '' : ` as ${place}`}`;
  judgeProblems([{ ...HR4038.problem({ operation, given }), disposition: 'refuse' }], policy);
}

const UPDATE: OptionTable = {
  names: ['args', 'updateId', 'waitForStage', 'startWorkflowOperation'],
  meant: { arg: 'args', argument: 'args', arguments: 'args', id: 'updateId' },
  perhaps: { input: 'args', params: 'args', payload: 'args' },
};

/** Looks at what an update is sent with: of an argument that stands where its options belong the SDK sends nothing. */
export function checkUpdateOptions(operation: string, options: unknown, { policy }: Judge): void {
  const pass = 'pass the arguments as { args: [value] }';
  judgeProblems([...noCallOptions(operation, options, pass), ...argumentInPlace(operation, options, pass)], policy);
}

function argumentInPlace(operation: string, options: unknown, pass: string): Problem[] {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return [];
  const misspelt = misspeltOptions(operation, options, UPDATE);
  const fields = Object.keys(options);
  if (misspelt.length > 0 || fields.length === 0 || fields.some((field) => UPDATE.names.includes(field)))
    return misspelt;
  // What stands there may be an argument: neither its values nor its fields are shown.
  const reason = `has none of args, updateId and waitForStage, so that the update would be sent without arguments: ${pass}`;
  return [HR2014.problem({ subject: operation, field: 'options', value: 'an object', reason })];
}

/** Looks at a note for the history, of which the SDK sends nothing where it is no text. */
export function checkNote(operation: string, field: string, note: unknown, { policy }: Judge): void {
  if (note == null || typeof note === 'string') return;
  const isError = note instanceof Error;
  const value = isError ? 'an error' : Array.isArray(note) ? 'an array' : `a value of type ${typeof note}`;
  const reason = `is no text, and would not be recorded${isError ? ': pass its message' : ''}`;
  judgeProblems([HR2014.problem({ subject: operation, field, value, reason })], policy);
}

/** Looks at what a schedule is triggered with: of an object the SDK makes no policy, without a word. */
export function checkTrigger(overlap: unknown, { policy }: Judge): void {
  if (overlap == null || typeof overlap !== 'object') return;
  const reason = "is no policy: pass it by itself, trigger('ALLOW_ALL')";
  judgeProblems([badValue('schedule.trigger', 'overlap', overlap, reason)], policy);
}

/** Looks at what names a signal, a query or an update: of an object without a name the SDK sends none. */
export function checkDefinition(operation: string, definition: unknown, { policy }: Judge): void {
  if (definition == null || typeof definition === 'string' || typeof readField(definition, 'name') === 'string') return;
  const kind = operation.replace(/^.*\.(?:start|execute)?/, '').toLowerCase();
  const reason = `has no name: pass the name of the ${kind}, or what define${capitalised(kind)} has given`;
  judgeProblems([badValue(operation, `a ${kind}`.replace('a u', 'an u'), definition, reason)], policy);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Looks at a run id, in the place of which the SDK drops options without a word. */
export function checkRunId(operation: string, runId: unknown, { policy }: Judge): void {
  if (runId == null || typeof runId === 'string') return;
  const call = operation.replace(/^.*\./, '');
  const reason =
    typeof runId === 'object'
      ? `is no run id: options come third, ${call}(workflowId, undefined, options)`
      : 'is no run id';
  judgeProblems([badValue(operation, 'runId', runId, reason)], policy);
}
