import { formatDuration } from '../format-duration';
import type { EffectivePolicy } from '../effective-policy';

/** One field in which two policies differ, with its values as JSON. */
export interface PolicyDifference {
  readonly field: string;
  readonly left: string;
  readonly right: string;
}

// The digest follows from the rest, links change no verdict, and a test environment is a matter of the process.
const IRRELEVANT = new Set(['digest', 'links', 'testEnvironment']);

/** The fields in which two policies lead to different verdicts, sorted by name. */
export function policyDifferences(
  left: EffectivePolicy,
  right: EffectivePolicy,
  ignored: readonly (keyof EffectivePolicy)[] = [],
): PolicyDifference[] {
  const [leftFields, rightFields] = [flatten(left), flatten(right)];
  const fields = [...new Set([...leftFields.keys(), ...rightFields.keys()])].sort();
  return fields.flatMap((field) => {
    const section = field.split('.')[0] as keyof EffectivePolicy;
    const [leftValue, rightValue] = [leftFields.get(field) ?? 'not set', rightFields.get(field) ?? 'not set'];
    if (leftValue === rightValue || IRRELEVANT.has(section) || ignored.includes(section)) return [];
    return [{ field, left: leftValue, right: rightValue }];
  });
}

function flatten(value: object, prefix = '', into = new Map<string, string>()): Map<string, string> {
  for (const [key, member] of Object.entries(value) as [string, unknown][]) {
    if (member === undefined) continue;
    if (typeof member === 'object' && member !== null && !Array.isArray(member))
      flatten(member, `${prefix}${key}.`, into);
    else into.set(`${prefix}${key}`, show(key, member));
  }
  return into;
}

// What a policy holds as numbers was written as durations and sizes.
function show(key: string, value: unknown): string {
  if (typeof value === 'number' && /(?:Timeout|Interval|From)$/.test(key)) return formatDuration(value);
  if (typeof value === 'number' && /^(?:warnAbove|refuseAbove|bytes)$/.test(key)) return `${value} bytes`;
  // A baseline is a long list.
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
