import { HEADER, type HeaderContent } from '@handrail/common/guards';
import { type PolicyHolder, reportForeignPolicy } from '@handrail/common/host';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import type { Activated } from './watch-activations';

/** Says that an execution was started under another policy than its worker's. It is not stopped. */
export function reportStarterPolicy({ info, activation }: Activated, worker: PolicyHolder): void {
  if (activation.isReplaying === true) return;
  for (const { initializeWorkflow } of activation.jobs ?? []) {
    const { [HEADER]: payload } = (initializeWorkflow?.headers ?? {}) as Record<string, Payload | undefined>;
    const digest = payload && policyIn(payload);
    if (digest !== undefined) {
      reportForeignPolicy(digest, `the client that started workflow "${info.workflowId}"`, worker);
    }
  }
}

function policyIn(payload: Payload): string | undefined {
  try {
    const { policy } = defaultPayloadConverter.fromPayload<Partial<HeaderContent>>(payload);
    return policy === undefined ? undefined : String(policy);
  } catch {
    // Written by somebody else.
    return undefined;
  }
}
