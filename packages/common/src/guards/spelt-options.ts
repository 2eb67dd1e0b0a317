import { HR2012, HR2018 } from '@handrail/errors/sandbox';
import { callOptions, RETRY_OPTIONS } from '../call-options';
import { isArray, isRecord } from '../is-record';
import { type OptionSlip, optionSlips, type OptionTable } from '../option-slips';
import { ALL_KINDS } from './call-kinds';
import { type CallKind, guard, type GuardPolicy } from './guard';
import { optionNamesOf } from './option-names';
import { protectedSlip } from './protected-slips';

/**
 * HR2012: an option that was beyond doubt meant to be another, which the SDK drops without a word. In workflow bundles
 * `spelt-options-in-sandbox.ts` stands in for this module: they have no room for more than slips of what protects something.
 */
export const speltOptions = guard(HR2012, ALL_KINDS, (options, policy, { kind }) => [
  ...slipsOf(options, policy, kind)
    .filter(({ certain }) => certain)
    .map(({ field, suggestion }) => ({ field, suggestion })),
  ...slipsWithin('retry', options['retry'], RETRY_OPTIONS),
  ...slipsWithin('priority', options['priority'], { names: PRIORITY_FIELDS, meant: PRIORITY_MEANT }),
]);

/** HR2018: an option that nothing reads and that was perhaps meant to be another. It may be another interceptor's. */
export const unreadOptions = guard(HR2018, ALL_KINDS, (options, policy, { kind }) =>
  slipsOf(options, policy, kind)
    .filter(({ certain }) => !certain)
    .map(({ field, suggestion }) => ({ field, suggestion })),
);

interface Slips {
  readonly policy: GuardPolicy;
  readonly kind: CallKind;
  readonly slips: readonly OptionSlip[];
}

// Both guards ask for them, one after the other.
const known = new WeakMap<object, Slips>();

function slipsOf(
  options: Readonly<Record<string, unknown>>,
  policy: GuardPolicy,
  kind: CallKind,
): readonly OptionSlip[] {
  const found = known.get(options);
  if (found?.policy === policy && found.kind === kind) return found.slips;
  const slips = findSlips(options, policy, kind);
  known.set(options, { policy, kind, slips });
  return slips;
}

function findSlips(options: Readonly<Record<string, unknown>>, policy: GuardPolicy, kind: CallKind): OptionSlip[] {
  const table = callOptions(kind);
  if (table === undefined) return [];
  // A timeout that is the policy's was given by nobody.
  const isDefault = (field: string) => options[field] === policy.activity.startToCloseTimeout;
  // And so was the list that the SDK makes of no arguments.
  const isEmpty = (field: string) => field === 'args' && isArray(options[field]) && options[field].length === 0;
  const fields = Object.keys(options).filter(
    (field) => options[field] !== undefined && !isDefault(field) && !isEmpty(field),
  );
  const unknown = fields.filter((field) => !table.names.includes(field));
  // What nearly all calls come to.
  if (unknown.length === 0) return [];
  const slips = optionSlips(fields, table);
  const told = slips.map(({ field }) => field);
  const guarded = optionNamesOf(kind).flat();
  return [
    ...slips,
    ...unknown.flatMap((field) => {
      const suggestion = told.includes(field) ? undefined : protectedSlip(field, guarded);
      return suggestion ? [{ field, suggestion, certain: true }] : [];
    }),
  ];
}

function slipsWithin(outer: string, value: unknown, table: OptionTable) {
  if (!isRecord(value)) return [];
  const fields = Object.keys(value).filter((field) => value[field] !== undefined);
  return optionSlips(fields, table).map(({ field, suggestion }) => ({
    field: `${outer}.${field}`,
    suggestion: `${outer}.${suggestion}`,
  }));
}

const PRIORITY_FIELDS = ['priorityKey', 'fairnessKey', 'fairnessWeight'];

const PRIORITY_MEANT = {
  key: 'priorityKey',
  priority: 'priorityKey',
  level: 'priorityKey',
  weight: 'fairnessWeight',
  fairness: 'fairnessKey',
};
