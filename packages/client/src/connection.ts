import { judgeProblems, mirrorClass, noteDroppedOptions } from '@handrail/common/host';
import * as sdk from '@temporalio/client';
import { noteActivityConnection } from './internal/activity-connections';
import { checkCallContexts } from './internal/call-context';
import { badHeaders, checkConnectionOptions } from './internal/check-connection';
import { noteTls } from './internal/explain-unreachable';
import { wrapMethod } from './internal/own-method';
import { requireSupportedSdk } from './internal/sdk-packages';
import { translateConnectionError, translateOptionsError } from './internal/translate-connection-error';
import { withWatchedRetries } from './internal/watched-retries';
import { policyOfPlugins } from './internal/with-plugin';

/**
 * The SDK's `Connection`. Its failures to connect say why (HR4001, HR4002, HR4005, HR4006, HR4020–HR4026) and never show a key, and
 * its retries tell when the server limits the rate of calls (HR4031). Class and identity are the SDK's, and the options object is
 * not changed.
 */
export type Connection = sdk.Connection;
export const Connection = mirrorClass(sdk.Connection, { connect, lazy });

type ConnectionClass = typeof sdk.Connection;

async function connect(this: ConnectionClass, options?: sdk.ConnectionOptions): Promise<sdk.Connection> {
  requireGoodOptions(options);
  let connection: sdk.Connection | undefined;
  try {
    connection = create(this, options);
    await connection.ensureConnected();
    noteActivityConnection(connection);
    return connection;
  } catch (error) {
    throw await translateConnectionError(error, { options, connection });
  }
}

function lazy(this: ConnectionClass, options?: sdk.ConnectionOptions): sdk.Connection {
  requireGoodOptions(options);
  let connection: sdk.Connection;
  try {
    connection = create(this, options);
  } catch (error) {
    throw translateOptionsError(error, options);
  }
  wrapMethod(connection, 'ensureConnected', async (inherited) => {
    try {
      await inherited();
      noteActivityConnection(connection);
    } catch (error) {
      throw await translateConnectionError(error, { options, connection });
    }
  });
  return connection;
}

function requireGoodOptions(options: sdk.ConnectionOptions | undefined): void {
  requireSupportedSdk();
  // The plugin checks them by itself.
  if (policyOfPlugins(options?.plugins) === undefined) checkConnectionOptions(options);
}

/** Makes a connection that is not open yet, and remembers of its options what messages will need. */
function create(connectionClass: ConnectionClass, options: sdk.ConnectionOptions | undefined): sdk.Connection {
  const connection = sdk.Connection.lazy.call(connectionClass, copyOf(options));
  noteTls(connection, options ?? {});
  noteDroppedOptions(connection, options);
  checkLaterHeaders(connection);
  checkCallContexts(connection);
  return connection;
}

/** Headers that come later are looked at when they come: what gRPC says of a bad one in the middle of a call shows the API key. */
function checkLaterHeaders(connection: sdk.Connection): void {
  const check = (headers: Pick<sdk.ConnectionOptions, 'apiKey' | 'metadata'>): void =>
    judgeProblems(badHeaders(headers));
  wrapMethod(connection, 'setApiKey', (inherited, apiKey) => {
    check({ apiKey: apiKey as string });
    return inherited(apiKey);
  });
  wrapMethod(connection, 'withApiKey', async (inherited, apiKey, call) => {
    check({ apiKey: apiKey as string });
    return await inherited(apiKey, call);
  });
  wrapMethod(connection, 'withMetadata', async (inherited, metadata, call) => {
    check({ metadata: metadata as sdk.Metadata });
    return await inherited(metadata, call);
  });
}

// The SDK adds its name and version to the metadata that it is given.
function copyOf(options: sdk.ConnectionOptions = {}): sdk.ConnectionOptions {
  const watched = withWatchedRetries(options);
  return watched.metadata === undefined ? { ...watched } : { ...watched, metadata: { ...watched.metadata } };
}
