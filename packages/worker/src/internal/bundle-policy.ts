import type { EffectivePolicy } from '@handrail/common';
import { defaultPolicy } from '@handrail/common/guards';
import { installedSdk } from './supported-sdk';

/*
 * How a policy gets into a workflow bundle, out of it again, and how one process softens it.
 *
 * The definition of `__HANDRAIL_POLICY__` is an expression around one string literal without quotes, backslashes or braces:
 * no minifier rewrites it, so a bundle can be recognised by its text alone, and a finished bundle need not be run to learn
 * its policy.
 */

/** The part of a policy that belongs to the process that runs a bundle, not to the build that made it. */
export type PolicyOverride = Partial<Pick<EffectivePolicy, 'mode' | 'baseline' | 'testEnvironment'>>;

const OVERRIDE = '__HANDRAIL_POLICY_OVERRIDE__';

// `{"handrailPolicy":1,` as it is encoded; the number is the version of this format.
const PREFIX = '%7B%22handrailPolicy%22%3A1%2C';

// What a bundle need not carry, because the interceptors in it have it, too.
const DEFAULTS: Partial<EffectivePolicy> = { ...defaultPolicy, mode: 'enforce', baseline: [], testEnvironment: false };

/** The JavaScript expression that `__HANDRAIL_POLICY__` stands for in a bundle: what differs from the defaults. */
export function policyExpression(policy: EffectivePolicy): string {
  const own = Object.entries(policy).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(DEFAULTS[field as keyof EffectivePolicy]),
  );
  const text = encode(JSON.stringify({ handrailPolicy: 1, sdk: installedSdk(), ...Object.fromEntries(own) }));
  return `Object.assign(JSON.parse(decodeURIComponent("${text}")), globalThis.${OVERRIDE})`;
}

/** The policy that a finished bundle carries; undefined for a bundle without Handrail's interceptors. */
export function readBundlePolicy(code: string): EffectivePolicy | undefined {
  const carried = readCarried(code);
  if (carried === undefined) return undefined;
  const { handrailPolicy: _format, sdk: _sdk, ...policy } = carried;
  return { ...DEFAULTS, ...policy } as EffectivePolicy;
}

/** The version of the SDK that a finished bundle was made with; undefined where it does not say so. */
export function readBundleSdk(code: string): string | undefined {
  const { sdk } = readCarried(code) ?? {};
  return typeof sdk === 'string' ? sdk : undefined;
}

function readCarried(code: string): (Partial<EffectivePolicy> & { handrailPolicy: 1; sdk?: unknown }) | undefined {
  const start = code.indexOf(PREFIX);
  if (start === -1) return undefined;
  const text = /^[\w.!~*()%-]+/.exec(code.slice(start, start + LONGEST))?.[0] ?? '';
  try {
    return JSON.parse(decodeURIComponent(text)) as ReturnType<typeof readCarried>;
  } catch {
    return undefined;
  }
}

// Far beyond any policy; a baseline of thousands of entries is some hundred kilobytes.
const LONGEST = 16 * 1_024 * 1_024;

/**
 * The bundle's code with a statement that overrides part of its policy. It stands after the bundle's own code, and before
 * its inline source map, so that no line of the map moves.
 */
export function overrideBundlePolicy(code: string, override: PolicyOverride): string {
  const statement = `\n;globalThis.${OVERRIDE} = ${JSON.stringify(override)};\n`;
  const sourceMap = code.lastIndexOf('//# sourceMappingURL=data:');
  return sourceMap === -1 ? code + statement : code.slice(0, sourceMap) + statement + code.slice(sourceMap);
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}
