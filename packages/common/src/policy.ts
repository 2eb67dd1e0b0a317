import type { RetryPolicy } from '@temporalio/common';
import { HR9001 } from '@handrail/errors/policy';
import { defaultPolicy } from './default-policy';
import type { HandrailDuration } from './duration';
import { PolicyReader } from './policy-reader';
import type { Size } from './size';

/**
 * What happens to a call that breaks a guard: `enforce` refuses it, `warn` logs and counts it, a baseline file tolerates
 * the violations it lists and refuses every other.
 */
export type PolicyMode = 'warn' | 'enforce' | { readonly baseline: string };

/** What a team may set; every field has a default. See {@link definePolicy}. */
export interface PolicyInput {
  /**
   * What happens to a call that breaks a guard.
   * @default 'enforce'
   */
  readonly mode?: PolicyMode;
  /** Timeouts of workflows, and executions that others have started. */
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
  /** Timeouts and retries of activities. */
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
  /** How long a history may get. It is checked and kept, but no guard reads it yet. */
  readonly history?: {
    /** @default \{ events: 10_000, bytes: '10 MiB' \} */
    readonly continueAsNewAfter?: { readonly events?: number; readonly bytes?: Size };
  };
  /** The search attributes in which SLAs stand. */
  readonly sla?: {
    /** @default 'SlaDeadline' */
    readonly deadlineAttribute?: string;
    /** @default 'OutOfTimeSla' */
    readonly breachAttribute?: string;
  };
  /** Where errors send their reader. */
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
  const reader = new PolicyReader();
  const policy = readPolicy(reader, input);
  checkRelations(reader, policy);
  if (reader.bad.length > 0) throw HR9001.error({ fields: reader.bad });
  isPolicy.add(deepFreeze(policy));
  return policy;
}

function readPolicy(reader: PolicyReader, input: unknown): Policy {
  const root = reader.section('', input, ['mode', 'workflow', 'activity', 'payload', 'history', 'sla', 'links']);
  const workflow = reader.section('workflow', root['workflow'], ['runTimeout', 'shortestTimeout', 'startedElsewhere']);
  const activity = reader.section('activity', root['activity'], ['startToCloseTimeout', 'heartbeatFrom', 'retry']);
  const payload = reader.section('payload', root['payload'], ['warnAbove', 'refuseAbove']);
  const history = reader.section('history', root['history'], ['continueAsNewAfter']);
  const limits = reader.section('history.continueAsNewAfter', history['continueAsNewAfter'], ['events', 'bytes']);
  const sla = reader.section('sla', root['sla'], ['deadlineAttribute', 'breachAttribute']);
  const links = reader.section('links', root['links'], ['docs', 'ui', 'runbooks']);
  const retry = reader.retry('activity.retry', activity['retry']);
  const docs = reader.url('links.docs', links['docs']);
  const otherwise = defaultPolicy;
  return {
    mode: reader.mode(root['mode']),
    workflow: {
      runTimeout: reader.duration('workflow.runTimeout', workflow['runTimeout'], otherwise.workflow.runTimeout),
      shortestTimeout: reader.duration(
        'workflow.shortestTimeout',
        workflow['shortestTimeout'],
        otherwise.workflow.shortestTimeout,
      ),
      startedElsewhere: reader.oneOf('workflow.startedElsewhere', workflow['startedElsewhere'], ['warn', 'enforce']),
    },
    activity: {
      startToCloseTimeout: reader.duration(
        'activity.startToCloseTimeout',
        activity['startToCloseTimeout'],
        otherwise.activity.startToCloseTimeout,
      ),
      heartbeatFrom: reader.duration(
        'activity.heartbeatFrom',
        activity['heartbeatFrom'],
        otherwise.activity.heartbeatFrom,
      ),
      ...(retry !== undefined && { retry }),
    },
    payload: {
      warnAbove: reader.size('payload.warnAbove', payload['warnAbove'], otherwise.payload.warnAbove),
      refuseAbove: reader.size('payload.refuseAbove', payload['refuseAbove'], otherwise.payload.refuseAbove),
    },
    history: {
      continueAsNewAfter: {
        events: reader.count(
          'history.continueAsNewAfter.events',
          limits['events'],
          otherwise.history.continueAsNewAfter.events,
        ),
        bytes: reader.size(
          'history.continueAsNewAfter.bytes',
          limits['bytes'],
          otherwise.history.continueAsNewAfter.bytes,
        ),
      },
    },
    sla: {
      deadlineAttribute: reader.attribute(
        'sla.deadlineAttribute',
        sla['deadlineAttribute'],
        otherwise.sla.deadlineAttribute,
      ),
      breachAttribute: reader.attribute('sla.breachAttribute', sla['breachAttribute'], otherwise.sla.breachAttribute),
    },
    links: {
      ...(docs !== undefined && { docs }),
      ui: reader.url('links.ui', links['ui']) ?? otherwise.links.ui,
      runbooks: reader.runbooks('links.runbooks', links['runbooks']),
    },
  };
}

// Fields that are fine alone and make no sense together.
function checkRelations(reader: PolicyReader, { workflow, activity, payload, sla }: Policy): void {
  if (workflow.runTimeout < workflow.shortestTimeout) {
    reader.rejectDuration('workflow.runTimeout', workflow.runTimeout, 'is shorter than workflow.shortestTimeout');
  }
  if (activity.startToCloseTimeout >= activity.heartbeatFrom) {
    reader.rejectDuration(
      'activity.startToCloseTimeout',
      activity.startToCloseTimeout,
      'is not shorter than activity.heartbeatFrom: the default itself would be refused for want of a heartbeat',
    );
  }
  if (payload.warnAbove > payload.refuseAbove) {
    reader.reject('payload.warnAbove', payload.warnAbove, 'is larger than payload.refuseAbove');
  }
  if (sla.breachAttribute === sla.deadlineAttribute) {
    reader.reject('sla.breachAttribute', sla.breachAttribute, 'is also the name of sla.deadlineAttribute');
  }
}

function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) deepFreeze(member as object);
  }
  return Object.freeze(value);
}
