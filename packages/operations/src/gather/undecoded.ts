import { bareServiceOf } from '@handrail/common/host';
import { type ConnectionLike, WorkflowService } from '@temporalio/client';
import type { Service } from '../internal/server-calls';
import { decode, type Shape } from './wire-format';

/**
 * Makes a call and reads of its answer what a shape names. Where the answer comes decoded, or somebody's own service stands
 * before the connection's, it is the SDK's whole answer: the connection itself is only asked where nobody would miss the call.
 */
export async function callInShape<T extends object>(
  connection: ConnectionLike,
  service: Service,
  namespace: string,
  call: (service: Service) => Promise<T>,
  shape: Shape,
): Promise<T> {
  const bare = bareServiceOf(service);
  const { rpcImpl } = bare;
  if (bare !== connection.workflowService || typeof rpcImpl !== 'function') return await call(service);
  let bytes: Uint8Array | undefined;
  const undecoded = serviceWith((method, data, done) =>
    rpcImpl(method, data, (error, answer) => {
      // The native connection decodes by itself.
      const isUndecoded = error === null && Buffer.isBuffer(answer);
      if (isUndecoded) bytes = answer;
      done(error, isUndecoded ? NOTHING : answer);
    }),
  );
  // As the connection does it where a call is made by its name.
  const answer = await connection.withMetadata({ 'temporal-namespace': namespace }, () => call(undecoded));
  return bytes === undefined ? answer : decode<T>(shape, bytes);
}

const NOTHING = new Uint8Array();

type Send = NonNullable<Service['rpcImpl']>;

const SENDS_NOTHING: Send = () => undefined;

let template: Service | undefined;

/** A service of its own for one call. Its hundred methods are made once, and work on what they are called on. */
function serviceWith(rpcImpl: Send): Service {
  template ??= WorkflowService.create(SENDS_NOTHING);
  return Object.assign(Object.create(template) as Service, { rpcImpl });
}
