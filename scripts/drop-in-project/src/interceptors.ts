import type { ActivityInput, Next, WorkflowInterceptors, WorkflowOutboundCallsInterceptor } from '@temporalio/workflow';

class CountActivities implements WorkflowOutboundCallsInterceptor {
  static count = 0;

  async scheduleActivity(input: ActivityInput, next: Next<WorkflowOutboundCallsInterceptor, 'scheduleActivity'>) {
    CountActivities.count += 1;
    return next({ ...input, headers: { ...input.headers } });
  }
}

export const interceptors = (): WorkflowInterceptors => ({
  inbound: [],
  outbound: [new CountActivities()],
  internals: [],
});
