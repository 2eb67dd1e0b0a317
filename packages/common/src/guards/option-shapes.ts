import { HR2014 } from '@handrail/errors/sandbox';
import { isRecord } from '../is-record';
import { showValue } from '../show-value';
import { ALL_KINDS } from './call-kinds';
import { guard, type Guard } from './guard';
import { epochDurations, unitlessDurations } from './odd-durations';

/** Options whose fields the SDK reads, whatever they are given: of a text the letters, of a number or a Map nothing. */
const WITH_FIELDS = ['memo', 'priority', 'searchAttributes'] as const;

/** Options that are shown to people. The SDK sends anything, and the Temporal UI shows texts only. */
const TEXTS = ['summary', 'staticSummary', 'staticDetails'] as const;

/**
 * HR2014, this row with what it leaves out: options of another form than the SDK reads, which it passes over without a word. Workflow
 * bundles have no room for it (`option-shapes-in-sandbox.ts` stands in): the worker's process is told the types of the options, see
 * `unread-fields.ts`.
 */
export function withShapes(row: Guard): Guard {
  const rows = [row, shapes, unitlessDurations, epochDurations];
  return { ...row, check: (call, policy) => rows.flatMap((each) => each.check(call, policy)) };
}

const shapes = guard(HR2014, ALL_KINDS, (options) => {
  const misshapen = [...WITH_FIELDS, ...TEXTS].flatMap((field) => {
    const reason = shapeFault(field, typeof options[field]) ?? collectionFault(field, options[field]);
    return options[field] == null || reason === undefined ? [] : { field, value: showValue(options[field]), reason };
  });
  const found = [...misshapen, ...namelessErrorTypes(options['retry'])];
  return found.length > 0 && found;
});

/** Errors that are given as classes, of which the server knows the names only. */
function namelessErrorTypes(retry: unknown) {
  const types: unknown = isRecord(retry) ? retry['nonRetryableErrorTypes'] : undefined;
  if (!Array.isArray(types)) return [];
  return types.flatMap((type: unknown, index) => {
    if (typeof type === 'string') return [];
    const name = typeof type === 'function' && type.name !== '' ? type.name : 'CardDeclined';
    const reason = `is not the name of an error: write '${name}'`;
    return {
      field: `retry.nonRetryableErrorTypes[${index}]`,
      value: type === undefined ? 'nothing' : showValue(type),
      reason,
    };
  });
}

/** Why an option of this name cannot be of this type, as a clause that follows "which"; undefined where it can, or nothing is known. */
export function shapeFault(field: string, type: string): string | undefined {
  if (isIn(TEXTS, field)) return type === 'string' ? undefined : 'is not a text';
  return isIn(WITH_FIELDS, field) && type !== 'object' ? 'is not an object' : undefined;
}

function collectionFault(field: string, value: unknown): string | undefined {
  if (!isIn(WITH_FIELDS, field)) return undefined;
  if (!isRecord(value)) return 'is not an object with fields';
  const Collection = [Map, Set].find((each) => value instanceof each);
  return Collection && `is a ${Collection.name}, whose entries are no fields`;
}

function isIn(names: readonly string[], field: string): boolean {
  return names.includes(field);
}
