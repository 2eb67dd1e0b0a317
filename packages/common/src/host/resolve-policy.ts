import { createHash } from 'node:crypto';
import { HR9003 } from '@handrail/errors';
import type { BaselineEntry } from '../baseline';
import type { EffectivePolicy } from '../effective-policy';
import { definePolicy, type Policy, type PolicyInput, type PolicyMode } from '../policy';
import { showValue } from '../show-value';
import { readBaselineFile } from './baseline-file';
import { assertNotRecordedInto } from './baseline-recorder';

/** What a process knows about itself that a policy does not. */
export interface ResolvePolicyOptions {
  /**
   * Whether this is a `TestWorkflowEnvironment`, where HR2003 only warns.
   * @default false
   */
  readonly testEnvironment?: boolean;
}

/**
 * The policy as this process applies it. `HANDRAIL_MODE` (`warn` or `enforce`) replaces the policy's mode, baseline
 * included; a baseline file is read here, relative to the working directory.
 *
 * @throws HandrailError HR9001 for a bad policy, HR9002 for a baseline file that cannot be used, HR9003 for a bad
 * `HANDRAIL_MODE`.
 */
export function resolvePolicy(
  input?: PolicyInput | Policy,
  { testEnvironment = false }: ResolvePolicyOptions = {},
): EffectivePolicy {
  const { mode: policyMode, ...rest } = definePolicy(input);
  if (typeof policyMode === 'object') assertNotRecordedInto(policyMode.baseline);
  const mode = modeFromEnvironment() ?? policyMode;
  const docs = rest.links.docs ?? (process.env['HANDRAIL_DOCS_URL'] || undefined);
  const effective = {
    ...rest,
    // Workflow code has no environment variables to look the address up in.
    links: { ...rest.links, ...(docs !== undefined && { docs }) },
    mode: mode === 'warn' ? ('warn' as const) : ('enforce' as const),
    baseline: baselineEntries(mode),
    testEnvironment,
  };
  // What changes no verdict, or is a matter of one process, does not make it another policy.
  const { links: _links, testEnvironment: _testEnvironment, ...verdicts } = effective;
  return { ...effective, digest: fingerprint(verdicts) };
}

function baselineEntries(mode: PolicyMode): readonly BaselineEntry[] {
  return typeof mode === 'object' ? readBaselineFile(mode.baseline, 'mode.baseline of the policy').entries : [];
}

function modeFromEnvironment(): PolicyMode | undefined {
  const value = process.env['HANDRAIL_MODE'];
  if (value === undefined || value === '') return undefined;
  if (value === 'warn' || value === 'enforce') return value;
  throw HR9003.error({ value: showValue(value) });
}

// It stands in the header of every execution, so it is short; it only has to differ where policies differ.
function fingerprint(value: object): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 12);
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
