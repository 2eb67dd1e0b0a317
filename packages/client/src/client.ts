import type { Policy, PolicyInput } from '@handrail/common';
import { mirrorClass } from '@handrail/common/host';
import * as sdk from '@temporalio/client';
import { guardClient } from './guard-client';
import { explainConverter } from './internal/explain-converter';
import { policyOfPlugins, withPlugin } from './internal/with-plugin';

/** The SDK's options with a policy. */
export interface ClientOptions extends sdk.ClientOptions {
  /**
   * The policy that this client applies.
   *
   * @default the policy of a `handrail()` plugin in `plugins` or on the connection, else the default policy
   */
  policy?: PolicyInput | Policy | undefined;
}

/** What {@link Client} is to the compiler: its constructor takes a policy. */
export declare class GuardedClient extends sdk.Client {
  /**
   * @throws HandrailError HR9001–HR9003 for a policy, baseline or `HANDRAIL_MODE` that is not valid; HR4010–HR4012 for
   * versions of Node.js or the SDK that cannot work.
   */
  constructor(options?: ClientOptions);
}

/**
 * The SDK's `Client` with Handrail: every start and schedule is guarded before anything is sent, a workflow without a
 * timeout gets the policy's run timeout, and errors say what to do.
 *
 * It is the same class to `instanceof`, and can be extended. The options object is not changed.
 */
export type Client = sdk.Client;
export const Client = mirrorClass<typeof GuardedClient>(sdk.Client, {}, (create, [given, ...others]) => {
  const options = withPlugin(given as ClientOptions | undefined);
  const subject = `The client of namespace "${options.namespace ?? 'default'}"`;
  const links = policyOfPlugins(options.plugins)?.links ?? {};
  return guardClient(explainConverter(subject, options, links, () => create(options, ...others) as sdk.Client));
});
