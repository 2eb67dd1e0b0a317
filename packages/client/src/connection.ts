import { mirrorClass } from '@handrail/common/host';
import * as sdk from '@temporalio/client';
import { wrapMethod } from './internal/own-method';
import { requireSupportedSdk } from './internal/sdk-packages';
import { translateConnectionError } from './internal/translate-connection-error';

/**
 * The SDK's `Connection`, whose failures to connect say why (HR4001, HR4002, HR4006) and never show a key. Class and
 * identity are the SDK's, and the options object is not changed.
 */
export type Connection = sdk.Connection;
export const Connection = mirrorClass(sdk.Connection, { connect, lazy });

type ConnectionClass = typeof sdk.Connection;

async function connect(this: ConnectionClass, options?: sdk.ConnectionOptions): Promise<sdk.Connection> {
  requireSupportedSdk();
  try {
    return await sdk.Connection.connect.call(this, copyOf(options));
  } catch (error) {
    throw translateConnectionError(error, options);
  }
}

function lazy(this: ConnectionClass, options?: sdk.ConnectionOptions): sdk.Connection {
  requireSupportedSdk();
  let connection: sdk.Connection;
  try {
    connection = sdk.Connection.lazy.call(this, copyOf(options));
  } catch (error) {
    throw translateConnectionError(error, options);
  }
  wrapMethod(connection, 'ensureConnected', async (inherited) => {
    try {
      await inherited();
    } catch (error) {
      throw translateConnectionError(error, options);
    }
  });
  return connection;
}

// The SDK adds its name and version to the metadata that it is given.
function copyOf(options: sdk.ConnectionOptions = {}): sdk.ConnectionOptions {
  return options.metadata === undefined ? { ...options } : { ...options, metadata: { ...options.metadata } };
}
