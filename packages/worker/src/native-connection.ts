import * as sdk from '@temporalio/worker';
import { mirrorClass } from './internal/mirror-class';
import { translateConnectionError } from './internal/translate-connection-error';

/** The SDK's `NativeConnection`, whose failures to connect say why (HR5007). Class and identity are the SDK's. */
export type NativeConnection = sdk.NativeConnection;
export const NativeConnection = mirrorClass(sdk.NativeConnection, { connect, create: connect });

async function connect(
  this: typeof sdk.NativeConnection,
  options?: sdk.NativeConnectionOptions,
): Promise<sdk.NativeConnection> {
  try {
    return await sdk.NativeConnection.connect.call(this, options && { ...options });
  } catch (error) {
    throw translateConnectionError(error, options?.address ?? 'localhost:7233', {});
  }
}
