import { HR2012 } from '@handrail/errors/sandbox';
import { isOneSlip } from '../is-one-slip';
import { isRecord } from '../is-record';
import { ALL_KINDS, guard } from './guard';
import { optionNamesOf, RETRY_FIELDS } from './option-names';

/**
 * HR2012: a misspelt option, which the SDK drops without a word. Only slips of the options that protect something are
 * refused, and `retryPolicy`, as other SDKs of Temporal call it: any other unknown key may be another interceptor's.
 */
export const speltOptions = guard(HR2012, ALL_KINDS, (options, _policy, { kind }) => [
  ...slipsIn(options, optionNamesOf(kind).flat()),
  ...slipsIn(options['retry'], RETRY_FIELDS, 'retry.'),
]);

function slipsIn(options: unknown, known: readonly string[], prefix = '') {
  if (!isRecord(options)) return [];
  return Object.keys(options).flatMap((field) => {
    const meant =
      options[field] !== undefined &&
      !known.includes(field) &&
      known.find((name) => isOneSlip(field, name) || field === `${name}Policy`);
    return meant ? { field: prefix + field, suggestion: prefix + meant } : [];
  });
}
