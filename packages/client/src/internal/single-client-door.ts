import type { Policy, PolicyInput } from '@handrail/common';
import { resolvePolicy } from '@handrail/common/host';
import type { ClientOptions } from '@temporalio/client';
import { checkClientOptions } from './check-client';
import { doorOf } from './client-interceptors';
import { type Door, openDoor } from './door';
import { requireSupportedSdk } from './sdk-packages';
import { policyOfPlugins } from './with-plugin';

interface SingleClientOptions extends Pick<ClientOptions, 'connection' | 'namespace' | 'dataConverter'> {
  readonly policy?: PolicyInput | Policy | undefined;
  readonly interceptors?: unknown;
}

/**
 * The door of a client that stands alone (`new WorkflowClient()`), for which the SDK runs no plugins: that of its
 * interceptors, else one with the given policy, else with that of a plugin on its connection.
 */
export function singleClientDoor({ policy, ...options }: SingleClientOptions): Door {
  requireSupportedSdk(options.connection);
  const inherited = policy === undefined ? policyOfPlugins(options.connection?.plugins) : undefined;
  const known = doorOf(options.interceptors);
  if (known !== undefined) return known;
  const effective = inherited ?? resolvePolicy(policy);
  // The interceptors of one client are a list.
  const { interceptors: _interceptors, ...named } = options;
  checkClientOptions(`the client of namespace "${options.namespace ?? 'default'}"`, named, effective, OF_ONE_CLIENT);
  return openDoor(effective, options);
}

const OF_ONE_CLIENT = ['queryRejectCondition'];
