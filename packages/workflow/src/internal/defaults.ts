import { embeddedPolicy } from './embedded-policy';

type Options = Record<string, unknown>;

/** The policy's start-to-close timeout and retry policy, where the call sets nothing in their place. */
export function withActivityDefaults(options: Options): Options {
  const { startToCloseTimeout, retry } = embeddedPolicy.activity;
  const hasTimeout = (options['startToCloseTimeout'] ?? options['scheduleToCloseTimeout']) != null;
  return {
    ...options,
    ...(!hasTimeout && { startToCloseTimeout }),
    ...(options['retry'] == null && retry && { retry }),
  };
}

/**
 * The policy's run timeout for a child that nothing else ends: one that outlives its parent. Any other ends with its parent
 * at the latest.
 */
export function withChildDefaults(options: Options): Options {
  const { workflowRunTimeout, workflowExecutionTimeout, lifetime, parentClosePolicy } = options;
  const isBounded = (workflowRunTimeout ?? workflowExecutionTimeout ?? lifetime) != null;
  return isBounded || !ABANDONED.test(String(parentClosePolicy))
    ? options
    : { ...options, workflowRunTimeout: embeddedPolicy.workflow.runTimeout };
}

// The SDK takes the enum's name, its name with a prefix and its number on the wire.
const ABANDONED = /ABANDON$|^2$/;
