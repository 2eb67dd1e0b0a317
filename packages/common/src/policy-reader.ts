import type { RetryPolicy } from '@temporalio/common';
import { readDuration } from './duration';
import { formatDuration } from './format-duration';
import { RETRY_FIELDS, RETRY_INTERVALS } from './guards/option-names';
import { nearestName } from './nearest-name';
import type { PolicyMode } from './policy';
import { retryPolicyFaults } from './retry-policy-faults';
import { showThrown, showValue } from './show-value';
import { readSize } from './size';

/** One field that is wrong, in the words of the message. */
export interface BadField {
  readonly path: string;
  readonly value: string;
  readonly reason: string;
}

/**
 * Reads the fields of a policy one by one and notes every bad one, so that one error can list them all. In the place of a
 * number that cannot be read it gives NaN, which fits no comparison with another field.
 */
export class PolicyReader {
  readonly bad: BadField[] = [];

  reject(path: string, value: unknown, reason: string): void {
    this.bad.push({ path, value: showValue(value), reason });
  }

  /** Rejects a duration that is one, in words: after a default was filled in the author's own are gone. */
  rejectDuration(path: string, milliseconds: number, reason: string): void {
    this.bad.push({ path, value: formatDuration(milliseconds), reason });
  }

  /** The fields of a section, each read once. */
  section(path: string, value: unknown, known: readonly string[]): Record<string, unknown> {
    if (value === undefined) return {};
    const fields: Record<string, unknown> = {};
    try {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        this.reject(path === '' ? 'the policy' : path, value, 'is not an object');
        return {};
      }
      for (const key of Object.keys(value)) this.#read(fields, value as Record<string, unknown>, key, path, known);
    } catch (error) {
      this.reject(path === '' ? 'the policy' : path, value, `cannot be read: ${showThrown(error)}`);
    }
    return fields;
  }

  duration(path: string, value: unknown, otherwise: number): number {
    if (value === undefined) return otherwise;
    // The compiled form `{ seconds, nanos }` is for guards; in a policy an object is a mistake.
    const read = readDuration(typeof value === 'object' ? undefined : value);
    if (read.milliseconds !== undefined) return read.milliseconds;
    const { reason, suggestion } = read;
    this.reject(path, value, suggestion === undefined ? reason : `${reason} (did you mean ${suggestion}?)`);
    return Number.NaN;
  }

  size(path: string, value: unknown, otherwise: number): number {
    if (value === undefined) return otherwise;
    const size = readSize(value);
    if (size === undefined) this.reject(path, value, "is not a size such as 131072 or '128 KiB'");
    return size ?? Number.NaN;
  }

  count(path: string, value: unknown, otherwise: number): number {
    if (value === undefined) return otherwise;
    if (Number.isSafeInteger(value) && (value as number) > 0) return value as number;
    this.reject(path, value, 'is no positive whole number');
    return Number.NaN;
  }

  oneOf<T extends string>(path: string, value: unknown, allowed: readonly [T, ...T[]]): T {
    if (value === undefined) return allowed[0];
    const found = allowed.find((each) => each === value);
    if (found === undefined) this.reject(path, value, `is none of ${allowed.map((each) => `'${each}'`).join(', ')}`);
    return found ?? allowed[0];
  }

  attribute(path: string, value: unknown, otherwise: string): string {
    if (value === undefined) return otherwise;
    if (typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_-]*$/.test(value)) return value;
    this.reject(path, value, 'is not a search attribute name');
    // Distinct, so that two bad names are not also taken for the same.
    return path;
  }

  url(path: string, value: unknown): string | undefined {
    if (value === undefined) return undefined;
    if (typeof value === 'string' && isWebAddress(value)) return value.replace(/\/+$/, '');
    this.reject(path, value, 'is not an http or https address');
    return undefined;
  }

  mode(value: unknown): PolicyMode {
    if (value === undefined) return 'enforce';
    if (value === 'enforce' || value === 'warn') return value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.reject('mode', value, "is none of 'enforce', 'warn', { baseline: 'file.json' }");
      return 'enforce';
    }
    const before = this.bad.length;
    const { baseline } = this.section('mode', value, ['baseline']);
    if (typeof baseline === 'string' && baseline.trim() !== '') return { baseline };
    const isReported = this.bad.slice(before).some(({ path }) => path === 'mode' || path === 'mode.baseline');
    if (!isReported) this.reject('mode.baseline', baseline, 'is not the path of a baseline file');
    return 'enforce';
  }

  runbooks(path: string, value: unknown): Record<string, string> {
    const runbooks: Record<string, string> = {};
    for (const [code, url] of Object.entries(this.section(path, value, []))) {
      if (!CODE.test(code)) this.reject(`${path}.${code}`, url, 'is not under an error code such as HR2004');
      else runbooks[code] = this.url(`${path}.${code}`, url ?? null) ?? '';
    }
    return runbooks;
  }

  /** A retry policy with durations in milliseconds and without what says no more than the default. */
  retry(path: string, value: unknown): RetryPolicy | undefined {
    if (value === undefined) return undefined;
    const given = this.section(path, value, RETRY_FIELDS);
    const intervals: { initialInterval?: number; maximumInterval?: number } = {};
    for (const field of RETRY_INTERVALS) {
      if (given[field] !== undefined) intervals[field] = this.duration(`${path}.${field}`, given[field], Number.NaN);
    }
    for (const field of RETRY_FIELDS) {
      if (given[field] === null && !(field in intervals)) this.reject(`${path}.${field}`, null, 'is no value');
    }
    for (const { field, reason } of retryPolicyFaults(given)) this.reject(`${path}.${field}`, given[field], reason);
    const { backoffCoefficient, maximumAttempts, nonRetryableErrorTypes } = given as RetryPolicy;
    const notName = nonRetryableErrorTypes?.find?.((name: unknown) => typeof name !== 'string');
    if (notName !== undefined) this.reject(`${path}.nonRetryableErrorTypes`, notName, 'is no error type name');
    return {
      ...intervals,
      ...(backoffCoefficient !== undefined && { backoffCoefficient }),
      // JSON has no Infinity, and without the field there is no limit either.
      ...(maximumAttempts !== undefined && maximumAttempts !== Infinity && { maximumAttempts }),
      ...(Array.isArray(nonRetryableErrorTypes) && { nonRetryableErrorTypes: [...nonRetryableErrorTypes] }),
    };
  }

  #read(
    fields: Record<string, unknown>,
    value: Readonly<Record<string, unknown>>,
    key: string,
    section: string,
    known: readonly string[],
  ): void {
    const path = section === '' ? key : `${section}.${key}`;
    try {
      fields[key] = value[key];
    } catch (error) {
      this.reject(path, undefined, `cannot be read: ${showThrown(error)}`);
      return;
    }
    if (known.length === 0 || known.includes(key)) return;
    const nearest = nearestName(key, known);
    const hint = nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
    this.reject(path, fields[key], `is not a field of the policy${hint}`);
  }
}

const CODE = /^HR\d{4}$/;

function isWebAddress(text: string): boolean {
  try {
    // The parser forgives what a link in a terminal does not survive: missing slashes, spaces, line breaks.
    return new URL(text).host !== '' && /^https?:\/\/\S+$/i.test(text);
  } catch {
    return false;
  }
}
