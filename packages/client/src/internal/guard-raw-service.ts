import { noteBareService } from '@handrail/common/host';
import type { WorkflowService } from '@temporalio/client';
import type { Door } from './door';
import { explaining } from './explaining';

/**
 * Explains the errors of calls that users make on the service itself (resets, namespaces). Its clients have a way of their own to
 * the same service, and still see what gRPC says.
 */
export function guardRawService(client: object, door: Door): void {
  if (Object.hasOwn(client, 'workflowService')) return;
  const explained = new Map<unknown, WorkflowService>();
  Object.defineProperty(client, 'workflowService', {
    configurable: true,
    get(this: object): WorkflowService {
      const service = Reflect.get(Object.getPrototypeOf(client) as object, 'workflowService', this) as WorkflowService;
      const known = explained.get(service) ?? explain(service, door);
      explained.set(service, known);
      return known;
    },
  });
}

function explain(service: WorkflowService, door: Door): WorkflowService {
  const explained = new Proxy(service, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function' || typeof name !== 'string') return method;
      return (...args: unknown[]) => {
        const [request] = args;
        const call = { operation: `workflowService.${name}`, request, ...executionOf(request) };
        return explaining(door, call, async () => (await Reflect.apply(method, target, args)) as unknown);
      };
    },
  });
  noteBareService(explained, service);
  return explained;
}

function executionOf(request: unknown): { workflowId?: string; runId?: string } {
  const { workflowExecution, execution, workflowId } = (request ?? {}) as {
    workflowExecution?: Execution;
    execution?: Execution;
    workflowId?: string;
  };
  const id = workflowExecution?.workflowId ?? execution?.workflowId ?? workflowId;
  const runId = workflowExecution?.runId ?? execution?.runId;
  return { ...(id != null && { workflowId: id }), ...(runId != null && { runId }) };
}

interface Execution {
  readonly workflowId?: string | null;
  readonly runId?: string | null;
}
