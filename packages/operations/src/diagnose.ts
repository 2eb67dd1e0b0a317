import { HR7060 } from '@handrail/errors';
import type { Cause } from './cause';
import { causes } from './causes';
import type { ExecutionFacts, Facts } from './facts';
import type { Finding, Found } from './finding';
import { cancellationEvidence } from './internal/cancellation';
import { updateEvidence } from './internal/updates';
import type { Situation } from './situation';

/**
 * All that holds for an execution, the root cause first. Pure: the same facts give the same findings.
 *
 * There is always at least one finding; where nothing is known to hold, it is `unknown`.
 */
export function diagnose(facts: Facts): readonly [Finding, ...Finding[]] {
  return diagnoseExecution(facts, facts.execution);
}

function diagnoseExecution(facts: Facts, execution: ExecutionFacts): readonly [Finding, ...Finding[]] {
  const diagnosed = new Map<ExecutionFacts, readonly Finding[]>();
  const situation: Situation = {
    facts,
    execution,
    diagnose: (other) => {
      const known = diagnosed.get(other) ?? diagnoseExecution(facts, other);
      diagnosed.set(other, known);
      return known;
    },
  };
  const found = causes.flatMap((cause) => cause.find(situation).map((each) => toFinding(cause, each, situation)));
  // Only where nothing else holds.
  const findings = found.filter(({ cause, rank }) => cause !== 'unknown' || rank < LAST || found.length === 1);
  const [first, ...others] = findings.sort(
    (one, other) =>
      one.rank - other.rank ||
      // What is known of one child does not step back behind what is not known of another.
      Number(one.cause === 'unknown') - Number(other.cause === 'unknown') ||
      // Of several that it waits for, the one whose root counts most.
      rootRank(one) - rootRank(other) ||
      (one.since ?? Infinity) - (other.since ?? Infinity) ||
      0,
  );
  return [first ?? nothing(execution), ...others];
}

const RANKS = new Map(causes.map(({ slug, rank }) => [slug, rank]));

function rootRank({ path, rank }: Finding): number {
  const root = path?.at(-1);
  return root === undefined ? rank : (RANKS.get(root.cause) ?? rank);
}

const LAST = Math.max(...causes.map(({ rank }) => rank));

function toFinding({ slug, rank, isOfPendingWork = false }: Cause, found: Found, situation: Situation): Finding {
  const { problem, headline, isUnknown = false, rank: own, ...rest } = found;
  return {
    ...rest,
    evidence: isOfPendingWork
      ? [...rest.evidence, ...updateEvidence(situation), ...cancellationEvidence(situation)]
      : rest.evidence,
    cause: isUnknown ? 'unknown' : slug,
    rank: own ?? rank,
    headline: problem?.head ?? headline ?? slug,
    code: isUnknown ? HR7060.code : (problem?.code ?? null),
  };
}

function nothing({ workflowId }: ExecutionFacts): Finding {
  const { head, code } = HR7060.problem({ workflowId, reason: 'nothing that is known here holds for it' });
  return {
    cause: 'unknown',
    rank: LAST,
    headline: head,
    evidence: [],
    consequence: 'What happens next is not known.',
    remedy: [],
    code,
    place: { view: 'history' },
  };
}
