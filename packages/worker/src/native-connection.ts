import { DEFAULT_ADDRESS, mirrorClass, noteAddress } from '@handrail/common/host';
import * as sdk from '@temporalio/worker';
import { translateConnectionError } from './internal/translate-connection-error';

/** The SDK's `NativeConnection`, whose failures to connect say why (HR5007, HR4006). Class and identity are the SDK's. */
export type NativeConnection = sdk.NativeConnection;
export const NativeConnection = mirrorClass(sdk.NativeConnection, { connect, create: connect });

async function connect(
  this: typeof sdk.NativeConnection,
  options?: sdk.NativeConnectionOptions,
): Promise<sdk.NativeConnection> {
  const address = options?.address ?? DEFAULT_ADDRESS;
  try {
    const connection = await sdk.NativeConnection.connect.call(this, options && { ...options });
    noteAddress(connection, address);
    return connection;
  } catch (error) {
    throw translateConnectionError(error, address, {});
  }
}
