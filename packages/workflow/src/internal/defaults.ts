import { embeddedPolicy } from './runtime';

type Options = Record<string, unknown>;

/** The policy's start-to-close timeout and retry policy, where the call sets nothing in their place. */
export function withActivityDefaults(options: Options): Options {
  const { startToCloseTimeout, retry } = embeddedPolicy.activity;
  const hasTimeout = options['startToCloseTimeout'] != null || options['scheduleToCloseTimeout'] != null;
  return {
    ...options,
    ...(!hasTimeout && { startToCloseTimeout }),
    ...(options['retry'] == null && retry !== undefined && { retry }),
  };
}

/**
 * The policy's run timeout for a child that nothing else ends: one that outlives its parent. Any other ends with its parent
 * at the latest.
 */
export function withChildDefaults(options: Options): Options {
  const hasTimeout = options['workflowRunTimeout'] != null || options['workflowExecutionTimeout'] != null;
  if (hasTimeout || options['lifetime'] === 'unbounded' || !isAbandoned(options['parentClosePolicy'])) return options;
  return { ...options, workflowRunTimeout: embeddedPolicy.workflow.runTimeout };
}

// The SDK takes the enum's name, its name with a prefix and its number on the wire.
function isAbandoned(policy: unknown): boolean {
  return policy === 'ABANDON' || policy === 'PARENT_CLOSE_POLICY_ABANDON' || policy === 2;
}
