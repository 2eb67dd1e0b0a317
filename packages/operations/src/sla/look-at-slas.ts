import type { EffectivePolicy } from '@handrail/common';
import { inParallel } from '@handrail/common/host';
import { HR7076 } from '@handrail/errors';
import type { OperationsClient } from '../explain-execution';
import type { ServerCalls } from '../internal/server-calls';
import { judgeSla, type SlaFacts } from './judge-sla';
import { ListFailure, listSlas } from './list-slas';
import { requireSlaAttributes } from './sla-attributes';
import type { SlaEntry } from './sla-entry';
import { currentSlaFacts, deadlineOfUnbegun } from './sla-facts';

/** How one look at a namespace goes. */
export interface SlaLook {
  readonly policy: Pick<EffectivePolicy, 'sla'>;
  readonly calls: ServerCalls;
  readonly now: () => number;
  readonly warnBefore: number;
  /** Executions that were closed since then are looked at, too. Undefined: open ones only. */
  readonly closedSince: number | undefined;
  readonly most: number;
  /** How far ahead executions are listed, where that is further than they are near. @default warnBefore */
  readonly listBefore?: number | undefined;
  /** Hears of each that is listed and not late yet. */
  readonly onUpcoming?: ((listed: SlaFacts & { readonly deadline: number }) => void) | undefined;
  /** Whether an execution need not be looked at: what there is to say of it was said. */
  readonly isDone?: ((listed: SlaFacts) => boolean) | undefined;
}

const CONCURRENCY = 16;

/** Finds the executions that are late or about to be. What the list says is checked with each of them: it lags behind. */
export async function lookAtSlas(
  client: OperationsClient,
  look: SlaLook,
  onFound: (entry: SlaEntry) => Promise<void> | void,
): Promise<void> {
  const { policy, calls, now, warnBefore, isDone = () => false, onUpcoming = () => {} } = look;
  const { namespace } = client.options;
  const { deadlineAttribute } = policy.sla;
  const seen = new Set<string>();
  const candidates = (await listAll(client, look, (each) => !hasEndedWell(each) && !isDone(each))).filter(
    ({ runId }) => {
      const isNew = !seen.has(runId);
      seen.add(runId);
      return isNew;
    },
  );
  for (const listed of candidates) {
    const { deadline } = listed;
    if (deadline !== undefined && deadline > now()) onUpcoming({ ...listed, deadline });
  }
  const isFarAhead = (listed: SlaFacts) =>
    listed.deadline !== undefined && judgeSla(listed, now(), warnBefore) === undefined;
  const dueNow = candidates.filter((listed) => !isFarAhead(listed));
  await inParallel(rotated(dueNow), CONCURRENCY, async (listed) => {
    let facts = await currentSlaFacts(calls, namespace, listed, deadlineAttribute);
    if (facts === undefined || hasEndedWell(facts)) return;
    if (facts.deadline === undefined && listed.deadline === undefined) {
      facts = { ...facts, deadline: await deadlineOfUnbegun(calls, namespace, facts) };
    }
    const entry = judgeSla(facts, now(), warnBefore);
    if (entry !== undefined) await onFound(entry);
  });
}

/** Whether a run is over and was not late: it ended in time, or another run goes on in its place. */
export function hasEndedWell({ status, closeTime, deadline }: SlaFacts): boolean {
  return closeTime !== undefined && (status === 'CONTINUED_AS_NEW' || deadline === undefined || closeTime < deadline);
}

/** From anywhere in the list on, so that several monitors do not run after one another. */
function rotated<T>(items: readonly T[]): readonly T[] {
  const start = Math.floor(Math.random() * items.length);
  return [...items.slice(start), ...items.slice(0, start)];
}

async function listAll(
  client: OperationsClient,
  look: SlaLook,
  isSought: (listed: SlaFacts) => boolean,
): Promise<readonly SlaFacts[]> {
  const { policy, calls, now, warnBefore, listBefore = warnBefore, closedSince, most } = look;
  const { namespace } = client.options;
  const { deadlineAttribute: deadline, breachAttribute: breach } = policy.sla;
  const time = (milliseconds: number) => `"${new Date(milliseconds).toISOString()}"`;
  const until = now();
  const queries = [
    `${deadline} <= ${time(until + Math.max(warnBefore, listBefore))} AND ExecutionStatus = "Running"`,
    // Started by a schedule, and not begun: the deadline is worked out by the first task.
    `${breach} = false AND ${deadline} IS NULL AND ExecutionStatus = "Running"`,
    ...(closedSince === undefined ? [] : [`${deadline} <= ${time(until)} AND CloseTime >= ${time(closedSince)}`]),
  ];
  // A query over an attribute of another type may well be understood, and find nothing.
  const setUp = requireSlaAttributes(client, policy);
  setUp.catch(() => {});
  const search = { deadlineAttribute: deadline, most, isSought };
  try {
    const lists = await Promise.all(queries.map((query) => listSlas(calls, namespace, { query, ...search })));
    await setUp;
    return lists.flat();
  } catch (error) {
    if (!(error instanceof ListFailure)) throw error;
    if (error.kind === 'invalid') await setUp;
    throw HR7076.error({ namespace, reason: error.message }, { cause: error });
  }
}
