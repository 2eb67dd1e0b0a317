import { filterText, nearestName } from '@handrail/common/host';
import type { Session } from './session';

const MOST_OFFERED = 3;
const PAGE = 200;

/** Ids of executions that were most likely meant: the same with something after it, or one that is spelt nearly like it. */
export async function nearestIds({ calls, namespace }: Session, id: string): Promise<string[]> {
  if (id === '') return [];
  const list = async (query: string) => {
    const answer = await calls.tryAsk('similar ids', 'ListWorkflowExecutions', (service) =>
      service.listWorkflowExecutions({ namespace, pageSize: PAGE, query }),
    );
    const ids = (answer?.executions ?? []).map(({ execution }) => execution?.workflowId ?? '');
    return [...new Set(ids.filter((each) => each !== ''))];
  };
  // Of many that begin alike a page shows some: the longer the beginning, the fewer they are.
  const beginnings = new Set([id.length - 1, id.length - 2, Math.ceil(id.length / 2)].map((end) => Math.max(1, end)));
  const [longer, recent, ...beginning] = await Promise.all([
    list(`WorkflowId STARTS_WITH ${filterText(id)}`),
    list(''),
    ...[...beginnings].map((end) => list(`WorkflowId STARTS_WITH ${filterText(id.slice(0, end))}`)),
  ]);
  const known = [...new Set([...beginning.flat(), ...recent])];
  const spelt: string[] = [];
  for (let rest = known; spelt.length < MOST_OFFERED;) {
    const nearest = nearestName(id, rest);
    if (nearest === undefined) break;
    spelt.push(nearest);
    rest = rest.filter((each) => each !== nearest);
  }
  return [...new Set([...spelt, ...longer])].slice(0, MOST_OFFERED);
}
