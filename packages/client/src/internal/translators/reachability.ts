import { HR4002, HR4025, HR4030, type Problem } from '@handrail/errors';
import { explainUnreachable, tlsOf } from '../explain-unreachable';
import { credentialHints } from '../credential-hints';
import type { Failure, Translator } from '../failure';
import { GRPC } from '../grpc-error';

const HTTP_STATUS = /Received HTTP status code (\d+)/;
const TURNED_OFF = /disabled on this namespace|is disabled|not enabled/i;

/** What lies between this process and an answer: network, credentials, and calls that the server does not know. */
export const reachability: Translator = async (failure) => {
  const { grpc, place, call } = failure;
  if (grpc === undefined) return undefined;
  const { address = 'an unknown address', namespace, connection } = place;
  const { code, message } = grpc;
  const status = HTTP_STATUS.exec(message)?.[1];
  const isRefusal = code === GRPC.UNAUTHENTICATED || code === GRPC.PERMISSION_DENIED;
  if (status !== undefined && !isRefusal) {
    return HR4025.problem({ address, speaks: `HTTP without gRPC (it answers with status ${status})` });
  }
  if (code === GRPC.UNIMPLEMENTED || (code === GRPC.PERMISSION_DENIED && TURNED_OFF.test(message))) {
    return HR4030.problem({ operation: call.operation, address, reason: message });
  }
  if (isRefusal) {
    return HR4002.problem({
      address,
      namespace,
      reason: message,
      hints: credentialHints(address, namespace, connection),
    });
  }
  return code === GRPC.UNAVAILABLE ? await unavailable(message, failure) : undefined;
};

async function unavailable(message: string, { place }: Failure): Promise<Problem> {
  const { address = 'an unknown address', connection } = place;
  const never = /No connection established|Name resolution failed|ECONNREFUSED/.test(message);
  return await explainUnreachable({ address, tls: tlsOf(connection), reason: message, probe: never });
}
