import { guardClient } from '@handrail/client';
import type { EffectivePolicy, Policy, PolicyInput } from '@handrail/common';
import { APPLIED } from '@handrail/common/guards';
import { judgeProblems, mirrorClass, noteAddress, noteTestEnvironment, showValue } from '@handrail/common/host';
import { enrich, HR2014, HR9013, HR9018, type Problem } from '@handrail/errors';
import { handrail, NativeConnection } from '@handrail/worker';
import * as sdk from '@temporalio/testing';
import { TransportError } from '@temporalio/worker';
import { misspeltExistingServerOptions, misspeltServerOptions } from './internal/environment-options';
import { badServerOptions } from './internal/server-options';
import { type StartedServer, startFault } from './internal/start-fault';
import { isPortTaken } from './internal/ports';
import { checkSleep, watchTeardown } from './internal/watch-environment';
import { resolveTemporalExecutable } from './resolve-temporal-server';
import { resolveTimeSkippingServer } from './resolve-time-skipping-server';

interface PolicyOption {
  /**
   * The policy of the environment's clients, and of workers on its connection. Workflow timeouts that are too short
   * (HR2003) only warn here: in a test they are the normal case.
   *
   * @default the policy of a `handrail()` plugin in `plugins`, else the default policy
   */
  readonly policy?: PolicyInput | Policy;
}

/** The SDK's options with a policy. */
export type LocalTestWorkflowEnvironmentOptions = sdk.LocalTestWorkflowEnvironmentOptions & PolicyOption;

/** The SDK's options with a policy. */
export type TimeSkippingTestWorkflowEnvironmentOptions = sdk.TimeSkippingTestWorkflowEnvironmentOptions & PolicyOption;

/** The SDK's options with a policy. */
export type ExistingServerTestWorkflowEnvironmentOptions = sdk.ExistingServerTestWorkflowEnvironmentOptions &
  PolicyOption;

/** What {@link TestWorkflowEnvironment} is to the compiler: its statics take a policy. */
export declare class GuardedTestWorkflowEnvironment extends sdk.TestWorkflowEnvironment {
  /**
   * Starts a development server. Without `server.executable` it is found as `resolveTemporalExecutable()` does.
   *
   * @throws HandrailError HR9010 where no server can be had, HR9011 for a `TEMPORAL_CLI_PATH` that is wrong. The SDK's
   * error for a server that does not start keeps its class and gets HR9018 appended.
   */
  static createLocal(options?: LocalTestWorkflowEnvironmentOptions): Promise<sdk.TestWorkflowEnvironment>;
  /**
   * Starts a time-skipping server. Without `server.executable` it is found as `resolveTimeSkippingServer()` does.
   *
   * @throws HandrailError HR9012 where no server can be had; HR9018 as for `createLocal`.
   */
  static createTimeSkipping(options?: TimeSkippingTestWorkflowEnvironmentOptions): Promise<sdk.TestWorkflowEnvironment>;
  /** Uses a server that is running already. */
  static createFromExistingServer(
    options?: ExistingServerTestWorkflowEnvironmentOptions,
  ): Promise<sdk.TestWorkflowEnvironment>;
}

/**
 * The SDK's `TestWorkflowEnvironment` with Handrail's plugin, on servers that are got where the SDK's own download does not
 * work, too. It is the same class to `instanceof`, and can be extended.
 */
export type TestWorkflowEnvironment = sdk.TestWorkflowEnvironment;
export const TestWorkflowEnvironment = mirrorClass<typeof GuardedTestWorkflowEnvironment>(
  sdk.TestWorkflowEnvironment,
  {
    createLocal,
    createTimeSkipping,
    createFromExistingServer,
  },
  refuseConstruction,
);

// The SDK's own methods hand over all parts of an environment; without them it fails on a property of undefined.
function refuseConstruction(create: (...args: readonly unknown[]) => object, args: readonly unknown[]): object {
  if (args.length > 1) return create(...args);
  const reason = 'does not make an environment: await TestWorkflowEnvironment.createLocal() or createTimeSkipping()';
  judgeProblems([
    HR2014.problem({ subject: 'new TestWorkflowEnvironment', field: 'options', value: showValue(args[0]), reason }),
  ]);
  return create(...args);
}

type EnvironmentClass = typeof sdk.TestWorkflowEnvironment;

async function createLocal(
  this: EnvironmentClass,
  options: LocalTestWorkflowEnvironmentOptions = {},
): Promise<sdk.TestWorkflowEnvironment> {
  const guarded = withPlugin(options);
  judgeOptions(
    [
      ...misspeltServerOptions('createLocal', options),
      ...badServerOptions('TestWorkflowEnvironment.createLocal', options.server),
    ],
    guarded,
  );
  await requireFreePort(options.server?.port);
  const server = await withExecutable(options.server, resolveTemporalExecutable);
  const sdkOptions = { ...guarded, server };
  return await explainStart('development server', server, async () =>
    withGuards(await sdk.TestWorkflowEnvironment.createLocal.call(this, sdkOptions)),
  );
}

async function createTimeSkipping(
  this: EnvironmentClass,
  options: TimeSkippingTestWorkflowEnvironmentOptions = {},
): Promise<sdk.TestWorkflowEnvironment> {
  const guarded = withPlugin(options);
  judgeOptions(
    [
      ...misspeltServerOptions('createTimeSkipping', options),
      ...badServerOptions('TestWorkflowEnvironment.createTimeSkipping', options.server),
    ],
    guarded,
  );
  await requireFreePort(options.server?.port);
  const server = await withExecutable(options.server, resolveTimeSkippingServer);
  const sdkOptions = { ...guarded, server };
  return await explainStart('time-skipping server', server, async () =>
    withGuards(await sdk.TestWorkflowEnvironment.createTimeSkipping.call(this, sdkOptions)),
  );
}

async function createFromExistingServer(
  this: EnvironmentClass,
  options: ExistingServerTestWorkflowEnvironmentOptions = {},
): Promise<sdk.TestWorkflowEnvironment> {
  const guarded = withPlugin(options);
  judgeOptions(misspeltExistingServerOptions(options), guarded);
  try {
    return withGuards(await sdk.TestWorkflowEnvironment.createFromExistingServer.call(this, guarded));
  } catch (error) {
    throw error instanceof TransportError || error instanceof TypeError ? await explained(error, guarded) : error;
  }
}

/** The error with which our own connection fails where the SDK's has failed: it says why. */
async function explained(error: Error, options: ExistingServerTestWorkflowEnvironmentOptions): Promise<unknown> {
  const { address, connectionOptions } = options;
  try {
    const connection = await NativeConnection.connect({ ...connectionOptions, ...(address != null && { address }) });
    await connection.close();
    return error;
  } catch (reason) {
    return reason instanceof Error && reason.name === error.name ? reason : error;
  }
}

function judgeOptions(problems: readonly Problem[], { plugins }: { readonly plugins: Plugins }): void {
  const policy = (plugins.find(isHandrail) as { readonly [APPLIED]?: EffectivePolicy } | undefined)?.[APPLIED];
  judgeProblems(problems, policy);
}

// The environment makes its client by itself; the plugin alone cannot guard changes of schedules.
function withGuards(environment: sdk.TestWorkflowEnvironment): sdk.TestWorkflowEnvironment {
  guardClient(environment.client);
  noteAddress(environment.nativeConnection, environment.address);
  noteTestEnvironment();
  checkSleep(environment);
  watchTeardown(environment);
  return environment;
}

// The SDK would take the server that answers there for the one that it has started, which has ended meanwhile.
async function requireFreePort(port: unknown): Promise<void> {
  if (typeof port !== 'number' || port === 0 || !(await isPortTaken(port))) return;
  throw HR9013.error({ port, purpose: 'the server of the test environment' });
}

async function withExecutable<S extends { executable?: sdk.EphemeralServerExecutable }>(
  server: S | undefined,
  resolve: () => Promise<{ readonly path: string }>,
): Promise<S> {
  const executable = server?.executable ?? { type: 'existing-path', path: (await resolve()).path };
  return { ...server, executable } as S;
}

// Core's error says neither which server it was nor what to do; a connection that fails later is another matter.
async function explainStart<T>(server: string, options: StartedServer, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    const reason = error instanceof Error ? START_FAILURE.exec(error.message)?.[1] : undefined;
    if (reason === undefined) throw error;
    const isSilent = server === 'development server' && / did not start within /.test(reason);
    const cause = isSilent ? await startFault(options) : undefined;
    throw enrich(error, HR9018.problem({ server, reason, ...(cause !== undefined && { cause }) }));
  }
}

const START_FAILURE = /^Failed to start ephemeral server: (.*?)\.?(?: Make sure another download.*)?$/;

type Plugins = NonNullable<sdk.LocalTestWorkflowEnvironmentOptions['plugins']>;

// The SDK gives these plugins to both connections, from where they reach every client and worker of the environment.
function withPlugin<O extends PolicyOption & { plugins?: Plugins }>({
  policy,
  ...options
}: O): Omit<O, 'policy'> & { plugins: Plugins } {
  const given = options.plugins ?? [];
  if (policy === undefined && given.some(isHandrail)) return { ...options, plugins: given };
  const plugin = handrail(policy, { testEnvironment: true });
  return { ...options, plugins: [...given.filter((other) => !isHandrail(other)), plugin] };
}

function isHandrail(plugin: Plugins[number]): boolean {
  return APPLIED in plugin;
}
