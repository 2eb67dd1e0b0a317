import type { RetryPolicy } from '@temporalio/common';
import { DEFAULT_UI_URL, HR9001 } from '@handrail/errors';
import { type HandrailDuration, readDuration } from './duration';
import { nearestName } from './nearest-name';
import { showValue } from './show-value';
import { readSize, type Size } from './size';

/**
 * What happens to a call that breaks a guard: `enforce` refuses it, `warn` logs and counts it, a baseline file tolerates
 * the violations it lists and refuses every other.
 */
export type PolicyMode = 'warn' | 'enforce' | { readonly baseline: string };

/** What a team may set; every field has a default. See {@link definePolicy}. */
export interface PolicyInput {
  /** @default 'enforce' */
  readonly mode?: PolicyMode;
  readonly workflow?: {
    /**
     * Run timeout of a workflow started without any timeout, a backstop that continue-as-new renews.
     * @default '21 days'
     */
    readonly runTimeout?: HandrailDuration;
    /**
     * A workflow timeout shorter than this is refused (HR2003).
     * @default '1 day'
     */
    readonly shortestTimeout?: HandrailDuration;
    /**
     * What guards in workflow code do in an execution that was not started under Handrail.
     * @default 'warn'
     */
    readonly startedElsewhere?: 'warn' | 'enforce';
  };
  readonly activity?: {
    /**
     * Start-to-close timeout of an activity that sets neither start-to-close nor schedule-to-close.
     * @default '1 minute'
     */
    readonly startToCloseTimeout?: HandrailDuration;
    /**
     * From this start-to-close on an activity needs a heartbeat timeout (HR2004).
     * @default '2 hours'
     */
    readonly heartbeatFrom?: HandrailDuration;
    /**
     * Retry policy of an activity that sets none.
     * @default the server's: 1 s, doubling up to 100 s, for ever
     */
    readonly retry?: RetryPolicy;
  };
  /** Sizes of one payload, after codecs. */
  readonly payload?: {
    /** @default '128 KiB' */
    readonly warnAbove?: Size;
    /** @default '2 MiB', the server's own limit */
    readonly refuseAbove?: Size;
  };
  readonly history?: {
    /** @default \{ events: 10_000, bytes: '10 MiB' \} */
    readonly continueAsNewAfter?: { readonly events?: number; readonly bytes?: Size };
  };
  readonly sla?: {
    /** @default 'SlaDeadline' */
    readonly deadlineAttribute?: string;
    /** @default 'OutOfTimeSla' */
    readonly breachAttribute?: string;
  };
  readonly links?: {
    /** @default HANDRAIL_DOCS_URL, else the public docs */
    readonly docs?: string;
    /** @default 'http://localhost:8233', the development server's */
    readonly ui?: string;
    /** Own pages by error code; they replace the docs link. */
    readonly runbooks?: Readonly<Record<string, string>>;
  };
}

/**
 * A complete, frozen policy made by {@link definePolicy}. Durations are milliseconds and sizes bytes. It is plain data:
 * the worker plugin embeds its JSON in the workflow bundle.
 */
export interface Policy {
  readonly mode: PolicyMode;
  readonly workflow: {
    readonly runTimeout: number;
    readonly shortestTimeout: number;
    readonly startedElsewhere: 'warn' | 'enforce';
  };
  readonly activity: {
    readonly startToCloseTimeout: number;
    readonly heartbeatFrom: number;
    readonly retry?: RetryPolicy;
  };
  readonly payload: { readonly warnAbove: number; readonly refuseAbove: number };
  readonly history: { readonly continueAsNewAfter: { readonly events: number; readonly bytes: number } };
  readonly sla: { readonly deadlineAttribute: string; readonly breachAttribute: string };
  readonly links: {
    readonly docs?: string;
    readonly ui: string;
    readonly runbooks: Readonly<Record<string, string>>;
  };
}

const isPolicy = new WeakSet<object>();

/**
 * Checks a policy, fills in the defaults and freezes it. `definePolicy()` and no policy at all are the same; a policy
 * made before is returned as it is.
 *
 * @throws HandrailError HR9001 that lists every bad field with its value.
 */
export function definePolicy(input: PolicyInput | Policy = {}): Policy {
  if (typeof input === 'object' && input !== null && isPolicy.has(input)) return input as Policy;
  const reader = new FieldReader();
  const root = reader.section('', input, ['mode', 'workflow', 'activity', 'payload', 'history', 'sla', 'links']);
  const workflow = reader.section('workflow', root['workflow'], ['runTimeout', 'shortestTimeout', 'startedElsewhere']);
  const activity = reader.section('activity', root['activity'], ['startToCloseTimeout', 'heartbeatFrom', 'retry']);
  const payload = reader.section('payload', root['payload'], ['warnAbove', 'refuseAbove']);
  const history = reader.section('history', root['history'], ['continueAsNewAfter']);
  const limits = reader.section('history.continueAsNewAfter', history['continueAsNewAfter'], ['events', 'bytes']);
  const sla = reader.section('sla', root['sla'], ['deadlineAttribute', 'breachAttribute']);
  const links = reader.section('links', root['links'], ['docs', 'ui', 'runbooks']);
  const retry = reader.retry('activity.retry', activity['retry']);
  const docs = links['docs'] === undefined ? undefined : reader.url('links.docs', links['docs'], '');

  const policy: Policy = {
    mode: reader.mode(root['mode']),
    workflow: {
      runTimeout: reader.duration('workflow.runTimeout', workflow['runTimeout'], '21 days'),
      shortestTimeout: reader.duration('workflow.shortestTimeout', workflow['shortestTimeout'], '1 day'),
      startedElsewhere: reader.oneOf('workflow.startedElsewhere', workflow['startedElsewhere'], ['warn', 'enforce']),
    },
    activity: {
      startToCloseTimeout: reader.duration('activity.startToCloseTimeout', activity['startToCloseTimeout'], '1 minute'),
      heartbeatFrom: reader.duration('activity.heartbeatFrom', activity['heartbeatFrom'], '2 hours'),
      ...(retry !== undefined && { retry }),
    },
    payload: {
      warnAbove: reader.size('payload.warnAbove', payload['warnAbove'], '128 KiB'),
      refuseAbove: reader.size('payload.refuseAbove', payload['refuseAbove'], '2 MiB'),
    },
    history: {
      continueAsNewAfter: {
        events: reader.count('history.continueAsNewAfter.events', limits['events'], 10_000),
        bytes: reader.size('history.continueAsNewAfter.bytes', limits['bytes'], '10 MiB'),
      },
    },
    sla: {
      deadlineAttribute: reader.attribute('sla.deadlineAttribute', sla['deadlineAttribute'], 'SlaDeadline'),
      breachAttribute: reader.attribute('sla.breachAttribute', sla['breachAttribute'], 'OutOfTimeSla'),
    },
    links: {
      ...(docs !== undefined && { docs }),
      ui: reader.url('links.ui', links['ui'], DEFAULT_UI_URL),
      runbooks: reader.runbooks('links.runbooks', links['runbooks']),
    },
  };
  reader.relation(
    'workflow.runTimeout',
    workflow['runTimeout'] ?? '21 days',
    policy.workflow.runTimeout >= policy.workflow.shortestTimeout,
    'is shorter than workflow.shortestTimeout',
  );
  reader.relation(
    'payload.warnAbove',
    payload['warnAbove'] ?? '128 KiB',
    policy.payload.warnAbove <= policy.payload.refuseAbove,
    'is larger than payload.refuseAbove',
  );
  reader.throwIfAny();
  isPolicy.add(deepFreeze(policy));
  return policy;
}

/** Reads fields one by one and remembers every bad one, so that one error can list them all. */
class FieldReader {
  readonly #bad: { path: string; value: string; reason: string }[] = [];

  section(path: string, value: unknown, known: readonly string[]): Record<string, unknown> {
    if (value === undefined) return {};
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#reject(path === '' ? 'the policy' : path, value, 'is not an object');
      return {};
    }
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue;
      const nearest = nearestName(key, known);
      const reason = `is not a field of the policy${nearest === undefined ? '' : ` (did you mean ${nearest}?)`}`;
      this.#reject(path === '' ? key : `${path}.${key}`, (value as Record<string, unknown>)[key], reason);
    }
    return value as Record<string, unknown>;
  }

  duration(path: string, value: unknown, otherwise: HandrailDuration): number {
    const read = readDuration(value ?? otherwise);
    if (read.milliseconds !== undefined) return read.milliseconds;
    this.#reject(
      path,
      value,
      read.reason + (read.suggestion === undefined ? '' : ` (did you mean ${read.suggestion}?)`),
    );
    return Number.NaN;
  }

  size(path: string, value: unknown, otherwise: Size): number {
    const size = readSize(value ?? otherwise);
    if (size === undefined) this.#reject(path, value, "is not a size such as 131072 or '128 KiB'");
    return size ?? Number.NaN;
  }

  count(path: string, value: unknown, otherwise: number): number {
    const count = value ?? otherwise;
    if (Number.isSafeInteger(count) && (count as number) > 0) return count as number;
    this.#reject(path, value, 'is not a positive whole number');
    return Number.NaN;
  }

  oneOf<T extends string>(path: string, value: unknown, allowed: readonly [T, ...T[]]): T {
    if (value === undefined) return allowed[0];
    if (!allowed.includes(value as T))
      this.#reject(path, value, `is none of ${allowed.map((name) => `'${name}'`).join(', ')}`);
    return value as T;
  }

  attribute(path: string, value: unknown, otherwise: string): string {
    const name = value ?? otherwise;
    if (typeof name === 'string' && /^[A-Za-z][A-Za-z0-9_-]*$/.test(name)) return name;
    this.#reject(path, value, 'is not a search attribute name');
    return otherwise;
  }

  url(path: string, value: unknown, otherwise: string): string {
    if (value === undefined) return otherwise;
    if (typeof value === 'string' && /^https?:\/\/[^\s/]+/.test(value)) return value;
    this.#reject(path, value, 'is not an http or https address');
    return otherwise;
  }

  mode(value: unknown): PolicyMode {
    if (typeof value === 'object' && value !== null) {
      const { baseline } = this.section('mode', value, ['baseline']);
      if (typeof baseline === 'string' && baseline !== '') return { baseline };
      this.#reject('mode.baseline', baseline, 'is not the path of a baseline file');
      return 'enforce';
    }
    if (value === undefined || value === 'enforce' || value === 'warn') return value ?? 'enforce';
    this.#reject('mode', value, "is none of 'enforce', 'warn', { baseline: 'file.json' }");
    return 'enforce';
  }

  runbooks(path: string, value: unknown): Record<string, string> {
    const runbooks: Record<string, string> = {};
    if (value === undefined) return runbooks;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#reject(path, value, 'is not an object');
      return runbooks;
    }
    for (const [code, url] of Object.entries(value)) {
      if (!/^HR\d{4}$/.test(code)) this.#reject(`${path}.${code}`, url, 'is not under an error code such as HR2004');
      else runbooks[code] = this.url(`${path}.${code}`, url ?? null, '');
    }
    return runbooks;
  }

  retry(path: string, value: unknown): RetryPolicy | undefined {
    if (value === undefined) return undefined;
    const retry = this.section(path, value, [
      'initialInterval',
      'maximumInterval',
      'backoffCoefficient',
      'maximumAttempts',
      'nonRetryableErrorTypes',
    ]);
    for (const field of ['initialInterval', 'maximumInterval'] as const) {
      if (retry[field] !== undefined) this.duration(`${path}.${field}`, retry[field], 0);
    }
    const { backoffCoefficient, maximumAttempts, nonRetryableErrorTypes } = retry;
    if (backoffCoefficient !== undefined && !(typeof backoffCoefficient === 'number' && backoffCoefficient >= 1)) {
      this.#reject(`${path}.backoffCoefficient`, backoffCoefficient, 'is not a number from 1 up');
    }
    if (maximumAttempts !== undefined && maximumAttempts !== Number.POSITIVE_INFINITY)
      this.count(`${path}.maximumAttempts`, maximumAttempts, 1);
    if (nonRetryableErrorTypes !== undefined && !isStringArray(nonRetryableErrorTypes)) {
      this.#reject(`${path}.nonRetryableErrorTypes`, nonRetryableErrorTypes, 'is not an array of error type names');
    }
    return { ...retry } as RetryPolicy;
  }

  relation(path: string, value: unknown, holds: boolean, reason: string): void {
    // A field that could not be read has been reported; its NaN fits no relation.
    if (!holds && !this.#bad.some((bad) => reason.includes(bad.path) || bad.path === path))
      this.#reject(path, value, reason);
  }

  throwIfAny(): void {
    if (this.#bad.length > 0) throw HR9001.error({ fields: this.#bad });
  }

  #reject(path: string, value: unknown, reason: string): void {
    this.#bad.push({ path, value: showValue(value), reason });
  }
}

function isStringArray(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) deepFreeze(member as object);
  }
  return Object.freeze(value);
}
