/** A user's interceptor that calls an activity before it passes the execution on, which it strips of its headers. */
import { proxyActivities, type WorkflowInterceptors } from '@temporalio/workflow';

const { greet } = proxyActivities<{ greet(name: string): Promise<string> }>({ startToCloseTimeout: '3 hours' });

export const interceptors = (): WorkflowInterceptors => ({
  inbound: [
    {
      async execute(input, next) {
        await greet('interceptor');
        return await next({ ...input, headers: {} });
      },
    },
  ],
});
