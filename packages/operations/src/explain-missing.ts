import { HR7001, HR7050, HR7060, type Links, type Problem } from '@handrail/errors';
import type { CauseSlug, Explanation, Remedy } from './explanation';
import type { UiPlace } from './finding';
import { explainSchedule } from './explain-schedule';
import { nearestIds } from './gather/nearest-ids';
import type { Session } from './gather/session';
import { askWithoutRetry } from './internal/ask-without-retry';
import type { CallProblem } from './internal/server-calls';
import { type CommandTarget, filterText, handrailCommand, isRunId, temporalCommand } from '@handrail/common/host';
import { explanationLinks } from './internal/to-explanation';
import { uiLink } from './internal/ui-link';

/** Where an explanation is made, for its commands and links. */
export interface ExplanationPlace {
  readonly target: CommandTarget;
  readonly links: Links;
  readonly now: number;
}

/** Explains why an execution could not be described: it is a schedule, does not exist, or the server did not answer. */
export async function explainMissing(
  session: Session,
  workflowId: string,
  runId: string | undefined,
  problem: CallProblem,
  place: ExplanationPlace,
): Promise<Explanation> {
  const { namespace } = place.target;
  if (problem.kind === 'not found' && /^namespace\b/i.test(problem.details)) {
    const remedy = [
      {
        text: 'Give the right namespace with --namespace.',
        command: temporalCommand({ ...place.target, namespace: 'default' }, 'operator namespace list'),
      },
    ];
    return answer(
      place,
      session,
      workflowId,
      'not-found',
      missing(workflowId, namespace, 'namespace'),
      remedy,
      problem,
    );
  }
  if (problem.kind === 'invalid' && runId !== undefined) {
    const remedy = [{ text: 'Look at the newest run.', command: handrailCommand(place.target, 'why', [workflowId]) }];
    return answer(place, session, workflowId, 'not-found', missing(workflowId, namespace, 'run id'), remedy, problem);
  }
  // An id that the server does not take, such as one that is too long, cannot be that of an execution either.
  if (problem.kind === 'not found' || problem.kind === 'invalid') {
    if (runId !== undefined) {
      const remedy = [{ text: 'Look at the newest run.', command: handrailCommand(place.target, 'why', [workflowId]) }];
      return answer(place, session, workflowId, 'not-found', missing(workflowId, namespace, 'run'), remedy, problem);
    }
    const schedule = await explainSchedule(session, workflowId, place);
    if (schedule !== undefined && !('problem' in schedule)) return schedule;
    if (schedule !== undefined) {
      const reason = `no workflow has this id, and whether a schedule has was not answered (${schedule.problem.text})`;
      const untold = HR7060.problem({ workflowId, reason });
      const remedy = [{ text: 'Look again once the server answers.' }];
      return answer(place, session, workflowId, 'unknown', untold, remedy, schedule.problem);
    }
    const nearest = await nearestIds(session, workflowId);
    return answer(
      place,
      session,
      workflowId,
      'not-found',
      missing(workflowId, namespace, 'workflow', nearest),
      notFoundRemedies(place.target, workflowId, nearest),
      problem,
    );
  }
  const limit = await rateLimitOf(session, workflowId, problem);
  session.calls.noteMissing(`workflow "${workflowId}"`, (limit ?? problem).text);
  if (limit !== undefined) {
    const limited = HR7050.problem({ namespace, call: 'DescribeWorkflowExecution', reason: limit.details });
    return answer(
      place,
      session,
      workflowId,
      'rate-limited',
      limited,
      [{ text: 'Ask again in a while, and find who sends so many calls.' }],
      limit,
    );
  }
  const untold = HR7060.problem({ workflowId, reason: `it could not be described (${problem.text})` });
  const remedy =
    problem.kind === 'permission denied'
      ? 'Look with an account that may read this namespace.'
      : 'Look again once the server answers.';
  return answer(place, session, workflowId, 'unknown', untold, [{ text: remedy }], problem);
}

/** The refusal because of a rate limit, also where repeating the call has hidden it. */
async function rateLimitOf(
  { calls, namespace }: Session,
  workflowId: string,
  problem: CallProblem,
): Promise<CallProblem | undefined> {
  if (problem.kind === 'rate limited') return problem;
  if (problem.kind !== 'timed out') return undefined;
  const again = await askWithoutRetry(calls.connection, 'DescribeWorkflowExecution', (service) =>
    service.describeWorkflowExecution({ namespace, execution: { workflowId } }),
  );
  return again?.ok === false && again.problem.kind === 'rate limited' ? again.problem : undefined;
}

function missing(
  id: string,
  namespace: string,
  problem: Parameters<typeof HR7001.problem>[0]['problem'],
  nearest: readonly string[] = [],
): Problem {
  return HR7001.problem({ id, namespace, problem, nearest });
}

const PREFIX_LENGTH = 12;

function notFoundRemedies(target: CommandTarget, workflowId: string, nearest: readonly string[]): Remedy[] {
  const prefix = filterText(workflowId.slice(0, PREFIX_LENGTH));
  const ofRun = {
    text: 'If it is the id of a run, look up whose.',
    command: temporalCommand(target, 'workflow list', { query: `RunId = "${workflowId}"` }),
  };
  return [
    ...(isRunId(workflowId) ? [ofRun] : []),
    ...nearest.map((id) => ({ text: `Did you mean "${id}"?`, command: handrailCommand(target, 'why', [id]) })),
    {
      text: 'List what begins like it.',
      command: temporalCommand(target, 'workflow list', { query: `WorkflowId STARTS_WITH ${prefix}` }),
    },
    { text: 'Check the namespace; closed executions are kept for its retention only.' },
  ];
}

function answer(
  { links, target }: ExplanationPlace,
  { calls }: Session,
  workflowId: string,
  cause: CauseSlug,
  problem: Problem,
  remedy: readonly Remedy[],
  { details, text }: CallProblem,
): Explanation {
  const place: UiPlace = { view: 'workflows' };
  const ui = uiLink(place, { namespace: target.namespace, workflowId, runId: '' }, links);
  return {
    schema: 'handrail.why/1',
    workflowId,
    runId: null,
    workflowType: null,
    cause,
    healthy: false,
    headline: problem.head,
    evidence: [{ what: `the server said: ${details === '' ? text : details}` }],
    consequence: cause === 'not-found' ? 'There is nothing that could go on.' : 'What happens next is not known.',
    remedy,
    code: problem.code,
    links: explanationLinks(problem.code, ui, links),
    path: [{ workflowId, cause }],
    also: [],
    notExamined: calls.notExamined.map(({ what, why }) => `${what}: ${why}`),
  };
}
