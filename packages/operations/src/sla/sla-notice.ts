import { formatDuration } from '@handrail/common/host';
import { docsUrl, headLine, HR7072, inspectUrl, type Links } from '@handrail/errors';
import { createHash } from 'node:crypto';
import type { Explanation } from '../explanation';
import type { SlaEntry } from './sla-entry';
import type { SlaStep } from './sla-steps';

/** What a sink is told of one execution, once for each step. */
export interface SlaNotice extends Omit<SlaEntry, 'state'> {
  readonly schema: 'handrail.sla-notice/1';
  /** The same for every delivery of this notice: a receiver that has seen it has nothing to do. */
  readonly notificationId: string;
  readonly severity: SlaStep['severity'];
  readonly namespace: string;
  readonly code: 'HR7072';
  /** One line that stands alone. */
  readonly message: string;
  /** What `explainExecution` says of it; null where it could not be asked in time. */
  readonly verdict: Pick<
    Explanation,
    'cause' | 'healthy' | 'headline' | 'consequence' | 'remedy' | 'code' | 'path'
  > | null;
  readonly links: Explanation['links'];
}

/** Words a step of an execution. */
export function slaNotice(
  entry: SlaEntry,
  step: SlaStep,
  { namespace, links, explanation }: { namespace: string; links: Links; explanation: Explanation | undefined },
): SlaNotice {
  const { state: _state, ...facts } = entry;
  const { workflowId, runId, workflowType, owner, deadline } = entry;
  const problem = HR7072.problem({
    workflowType,
    workflowId,
    severity: step.severity,
    distance: spoken(Math.abs(entry.lateMilliseconds)),
    verdict: explanation?.headline ?? 'why was not looked at.',
    ...(owner !== null && { owner }),
  });
  const ui = inspectUrl({ namespace, workflowId, runId }, links);
  return {
    schema: 'handrail.sla-notice/1',
    notificationId: notificationId(namespace, workflowId, deadline, step),
    severity: step.severity,
    namespace,
    ...facts,
    code: 'HR7072',
    message: headLine(problem),
    verdict: explanation === undefined ? null : verdictOf(explanation),
    links: explanation?.links ?? { docs: docsUrl('HR7072', links), ui: ui ?? null },
  };
}

/**
 * Names a step of an execution's deadline, for as long as anybody remembers it. Runs of one execution share it: their deadline
 * is the same.
 */
export function notificationId(
  namespace: string,
  workflowId: string,
  deadline: string,
  { severity, number }: SlaStep,
): string {
  const text = JSON.stringify([namespace, workflowId, deadline, severity, number]);
  return `sla_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

function verdictOf({ cause, healthy, headline, consequence, remedy, code, path }: Explanation): SlaNotice['verdict'] {
  return { cause, healthy, headline, consequence, remedy, code, path };
}

// Two units are enough for a person.
function spoken(milliseconds: number): string {
  const unit = milliseconds >= 60_000 ? 60_000 : 1_000;
  const words = formatDuration(Math.max(unit, Math.floor(milliseconds / unit) * unit)).split(' ');
  return words.slice(0, 4).join(' ');
}
