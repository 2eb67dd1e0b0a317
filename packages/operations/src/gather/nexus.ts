import type { ExecutionFacts, NexusEndpointFacts } from '../facts';
import type { Session } from './session';

/** Where the endpoints of pending Nexus operations lead, and who polls there. */
export async function gatherNexus(session: Session, execution: ExecutionFacts): Promise<NexusEndpointFacts[]> {
  const pending = [...descendants(execution)].flatMap(({ nexusOperations }) => nexusOperations);
  const names = new Set(pending.filter(({ state }) => state !== 'STARTED').map(({ endpoint }) => endpoint));
  const endpoints = await Promise.all([...names].map((name) => describeEndpoint(session, name)));
  return endpoints.filter((endpoint) => endpoint !== undefined);
}

async function describeEndpoint(session: Session, name: string): Promise<NexusEndpointFacts | undefined> {
  const { calls, namespace } = session;
  // Not every kind of connection has one.
  const { operatorService } = calls.connection as { readonly operatorService?: OperatorService };
  if (operatorService === undefined) {
    calls.noteMissing(`Nexus endpoint "${name}"`, 'the connection has no operator service');
    return undefined;
  }
  const list = await calls.tryAsk(`Nexus endpoint "${name}"`, 'ListNexusEndpoints', () =>
    operatorService.listNexusEndpoints({ name, pageSize: 1 }),
  );
  if (list === undefined) return undefined;
  const spec = list.endpoints?.find((endpoint) => endpoint.spec?.name === name)?.spec;
  if (spec == null) return { name, exists: false };
  const { namespace: targetNamespace, taskQueue } = spec.target?.worker ?? {};
  if (!taskQueue || !targetNamespace) return { name, exists: true };
  await session.queue('nexus', taskQueue, targetNamespace === namespace ? undefined : targetNamespace);
  return { name, exists: true, target: { namespace: targetNamespace, taskQueue } };
}

interface OperatorService {
  listNexusEndpoints(request: { name: string; pageSize: number }): Promise<{
    readonly endpoints?:
      | readonly {
          readonly spec?: {
            readonly name?: string | null;
            readonly target?: {
              readonly worker?: { readonly namespace?: string | null; readonly taskQueue?: string | null } | null;
            } | null;
          } | null;
        }[]
      | null;
  }>;
}

function* descendants(execution: ExecutionFacts): Generator<ExecutionFacts> {
  yield execution;
  for (const each of [...execution.children, ...execution.nexusOperations]) {
    if (each.execution !== undefined) yield* descendants(each.execution);
  }
}
