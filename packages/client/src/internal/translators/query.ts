import { nearestName } from '@handrail/common/host';
import { HR4032, HR4040, HR4041, HR4042, HR4043, HR4044, HR4045, type Problem } from '@handrail/errors';
import { QueryNotRegisteredError, QueryRejectedError } from '@temporalio/client';
import { statusName } from '../execution-words';
import type { Failure, Translator } from '../failure';
import { GRPC, oneLine, shortMessage } from '../grpc-error';
import { ranOutOfTime } from '../ran-out-of-time';
import { failingTask, whoPolls } from '../who-answers';

const NO_HANDLER = /^Workflow did not register a handler for (.*?)\. Registered queries: \[(.*)\]$/s;

/** Queries. The SDK has one class for a handler that is not there, one that throws, and one that is asynchronous. */
export const query: Translator = async (failure) => {
  const { error, grpc, call } = failure;
  if (call.query === undefined) return undefined;
  const facts = { workflowId: call.workflowId ?? '', query: oneLine(call.query) };
  if (error instanceof QueryRejectedError) {
    return HR4045.problem({ ...facts, status: statusName(error.status) ?? 'in another state' });
  }
  // The worker has explained it.
  if (/^\[HR\d{4}\] /.test(error.message)) return undefined;
  if (error instanceof QueryNotRegisteredError) return notAnswered(error, facts);
  if (grpc !== undefined && ranOutOfTime(failure)) return await noAnswer(grpc.message, facts, failure);
  if (grpc?.code === GRPC.FAILED_PRECONDITION && grpc.message.includes('Workflow Task in failed state')) {
    return HR4041.problem({
      workflowId: facts.workflowId,
      what: `Query "${facts.query}"`,
      ...(await failingTask(failure)),
    });
  }
  return undefined;
};

interface QueryFacts {
  readonly workflowId: string;
  readonly query: string;
}

function notAnswered(error: QueryNotRegisteredError, facts: QueryFacts): Problem {
  const [, , names] = NO_HANDLER.exec(error.message) ?? [];
  if (names !== undefined) {
    const registered = names.split(' ').filter((name) => name !== '' && !name.startsWith('__'));
    const nearest = nearestName(facts.query, registered);
    return HR4042.problem({ ...facts, registered, ...(nearest !== undefined && { nearest }) });
  }
  if (error.message === 'Query handlers should not return a Promise') return HR4044.problem(facts);
  if (/size exceeds limit/.test(error.message)) {
    return HR4032.problem({
      operation: 'workflow.query',
      reason: `the result of query "${facts.query}": ${error.message}`,
    });
  }
  return HR4043.problem({ ...facts, reason: shortMessage(error) || 'an error without a message' });
}

async function noAnswer(reason: string, facts: QueryFacts, failure: Failure): Promise<Problem> {
  const failing = await failingTask(failure);
  if (failing.failure !== undefined) {
    return HR4041.problem({ workflowId: facts.workflowId, what: `Query "${facts.query}"`, ...failing });
  }
  return HR4040.problem({ ...facts, reason, ...(await whoPolls(failure)) });
}
