import { HR4031, HR4032, HR4039 } from '@handrail/errors';
import { exhaustionOf, sizesOf } from '../exhausted';
import type { Translator } from '../failure';
import { GRPC } from '../grpc-error';

const TOO_MANY_UPDATES = /(?:in-flight|total number of distinct) updates/;
const TOO_LARGE = /(?:Blob data|Memo|Header|Details|Result|Input) ?(?:data)? ?size exceeds limit/i;

/** What is too much: calls, bytes, updates. */
export const limits: Translator = ({ grpc, error, place: { namespace }, call: { operation, workflowId = '' } }) => {
  const message = grpc?.message ?? error.message;
  if (TOO_MANY_UPDATES.test(message)) return HR4039.problem({ workflowId, reason: message });
  const isAnswerToQuery = error.name === 'QueryNotRegisteredError';
  if (TOO_LARGE.test(message) && (grpc?.code === GRPC.INVALID_ARGUMENT || isAnswerToQuery)) {
    return HR4032.problem({ operation, reason: isAnswerToQuery ? `the result of the query: ${message}` : message });
  }
  if (grpc?.code !== GRPC.RESOURCE_EXHAUSTED) return undefined;
  const sizes = sizesOf(message);
  if (sizes !== undefined) return HR4032.problem({ operation, reason: message, ...sizes });
  const subject = `namespace "${namespace}"`;
  return HR4031.problem({ subject, reason: message, final: true, ...exhaustionOf(grpc.metadata) });
};
