// Interceptors that lose calls, each in the executions of one workflow type, and one that does all as it should.
import { workflowInfo, type WorkflowInterceptors } from '@handrail/workflow';

type Next = (input?: unknown) => Promise<unknown>;
type Method = (input: unknown, next: Next) => unknown;

class Losing {
  [method: string]: Method;
}

const LOSING: Readonly<Record<string, { readonly inbound?: [string, Method]; readonly outbound?: [string, Method] }>> =
  {
    losesItsResult: { inbound: ['execute', async (input, next) => void (await next(input))] },
    neverRuns: { inbound: ['execute', async () => undefined] },
    losesSignals: { inbound: ['handleSignal', async () => undefined] },
    losesAnswers: { inbound: ['handleQuery', async (input, next) => void (await next(input))] },
    losesResults: { outbound: ['scheduleActivity', async (input, next) => void (await next(input))] },
    awaitsNothing: { outbound: ['scheduleActivity', (input, next) => void next(input)] },
    answersItself: { outbound: ['scheduleActivity', async () => 'from a cache'] },
    handsOn: { inbound: ['execute', (input, next) => next(input)] },
    isMisspelt: { inbound: ['execut', (input, next) => next(input)] },
  };

export function interceptors(): WorkflowInterceptors {
  if (workflowInfo().workflowType === 'isAClass') return { inbound: [Losing as never] };
  const { inbound, outbound } = LOSING[workflowInfo().workflowType] ?? {};
  return {
    inbound: inbound ? [Object.assign(new Losing(), { [inbound[0]]: inbound[1] })] : [],
    outbound: outbound ? [Object.assign(new Losing(), { [outbound[0]]: outbound[1] })] : [],
  };
}
