import type { PolicyInput } from '@handrail/common';
import { resolvePolicy } from '@handrail/common/host';
import type { CommandOption } from '../command';

/** The values of {@link SLA_ATTRIBUTE_OPTIONS}. */
export interface SlaAttributeFlags {
  readonly deadlineAttribute?: string;
  readonly breachAttribute?: string;
}

/** For teams whose policy names the search attributes. */
export const SLA_ATTRIBUTE_OPTIONS: readonly CommandOption[] = [
  {
    flags: '--deadline-attribute <name>',
    description: "the policy's sla.deadlineAttribute",
    defaultDescription: 'SlaDeadline',
  },
  {
    flags: '--breach-attribute <name>',
    description: "the policy's sla.breachAttribute",
    defaultDescription: 'OutOfTimeSla',
  },
];

/** A policy with these names; refuses those that cannot be names of search attributes. */
export function slaPolicy({ deadlineAttribute, breachAttribute }: SlaAttributeFlags): PolicyInput {
  const policy: PolicyInput = {
    sla: {
      ...(deadlineAttribute !== undefined && { deadlineAttribute }),
      ...(breachAttribute !== undefined && { breachAttribute }),
    },
  };
  resolvePolicy(policy);
  return policy;
}
