import { HR4027 } from '@handrail/errors';
import type { Translator } from '../failure';
import { causes } from '../grpc-error';

const SHUTDOWN = 4;

/** A call on a connection that this process has closed. */
export const closedConnection: Translator = ({ error, place, call: { operation } }) => {
  const { connection, address = 'an unknown address' } = place;
  const told = causes(error).some(({ message }) =>
    /^(?:Channel has been shut down|Client already closed|The client has been closed)/.test(message),
  );
  // Asynchronous completion swallows what is not gRPC's.
  const swallowed = error.message === 'Unexpected failure' && isShutDown(connection);
  return told || swallowed ? HR4027.problem({ address, operation }) : undefined;
};

function isShutDown(connection: unknown): boolean {
  const { client } = (connection ?? {}) as { client?: GrpcClient };
  return client?.getChannel?.().getConnectivityState(false) === SHUTDOWN;
}

interface GrpcClient {
  getChannel?(): { getConnectivityState(connect: boolean): number };
}
