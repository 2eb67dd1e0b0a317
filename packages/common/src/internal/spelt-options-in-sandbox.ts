import { HR2012, HR2018 } from '@handrail/errors/sandbox';
import { ALL_KINDS } from '../guards/call-kinds';
import { guard } from '../guards/guard';
import { optionNamesOf, RETRY_FIELDS } from '../guards/option-names';
import { protectedSlip } from '../guards/protected-slips';
import { isRecord } from '../is-record';
import type { UnreadFields } from '../unread-fields';

/** HR2012 as workflow bundles have room for it: slips of the options that protect something, which alone are refused there. */
export const speltOptions = guard(HR2012, ALL_KINDS, (options, _policy, { kind }) => [
  ...slipsIn(options, optionNamesOf(kind).flat()),
  ...slipsIn(options['retry'], RETRY_FIELDS, 'retry.'),
]);

/** HR2018 in workflow bundles: the worker's process gets the names and types of all options, and looks whether one was meant to be another. */
export const unreadOptions = guard<UnreadFields>(HR2018 as never, ALL_KINDS, (options, { activity }, { kind }) => {
  const fields = Object.keys(options).filter((field) => options[field] !== activity.startToCloseTimeout);
  const [timeouts, , protecting] = optionNamesOf(kind);
  const retry = Object.keys(Object(options['retry']) as object);
  return (
    // Some of what guards look at is none of theirs; and of the delays, none of most calls'.
    (/^(l|n|co)/.test(kind) ||
      fields.some((field) => ![...timeouts, ...protecting].includes(field)) ||
      retry.some((field) => !RETRY_FIELDS.includes(field as never))) && {
      call: kind,
      fields: fields.map((field) => [field, typeof options[field]]),
      retry,
    }
  );
});

function slipsIn(options: unknown, known: readonly string[], prefix = '') {
  if (!isRecord(options)) return [];
  return Object.keys(options).flatMap((field) => {
    const meant = options[field] !== undefined && protectedSlip(field, known);
    return meant ? { field: prefix + field, suggestion: prefix + meant } : [];
  });
}
