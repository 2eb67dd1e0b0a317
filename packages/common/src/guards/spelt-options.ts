import { HR2012 } from '@handrail/errors/sandbox';
import { isRecord } from '../is-record';
import { nearestName } from '../nearest-name';
import { ALL_KINDS, type Guard, subjectOf } from './guard';
import { optionNamesOf, RETRY_FIELDS } from './option-names';

/**
 * HR2012: a misspelt option, which the SDK drops without a word. Only near misses of the options that protect something
 * are refused: any other unknown key may be another interceptor's.
 */
export const speltOptions: Guard = {
  name: 'HR2012',
  kinds: ALL_KINDS,
  check(call) {
    const subject = subjectOf(call);
    const { timeouts, delays, protecting } = optionNamesOf(call.kind);
    const { retry } = call.options;
    const slips = [
      ...slipsIn(call.options, '', [...timeouts, ...delays, ...protecting]),
      ...(isRecord(retry) ? slipsIn(retry, 'retry.', RETRY_FIELDS) : []),
    ];
    return slips.map(({ field, suggestion }) => HR2012.problem({ subject, field, suggestion }));
  },
};

// Options of the SDK that protect nothing and are never looked up, as they stand in most calls.
const COMMON = new Set([
  'args',
  'workflowId',
  'activityId',
  'id',
  'summary',
  'memo',
  'typeInfo',
  'priority',
  'headers',
]);

function slipsIn(
  options: Readonly<Record<string, unknown>>,
  prefix: string,
  known: readonly string[],
): { field: string; suggestion: string }[] {
  return Object.entries(options).flatMap(([field, value]) => {
    if (value === undefined || known.includes(field) || COMMON.has(field)) return [];
    const nearest = nearestName(field, known);
    return nearest === undefined ? [] : [{ field: prefix + field, suggestion: prefix + nearest }];
  });
}
