// Settings of a NativeConnection that no call can send, without a server.
import { expect, it } from 'vitest';
import { NativeConnection } from '../src';

it.each<[object, string]>([
  [{ apiKey: () => 'key' }, 'apiKey is a function, which the Connection of a client takes and a NativeConnection does not: pass the key itself, and a later one by setApiKey().'],
  [{ apiKey: 'Bearer key' }, 'apiKey begins with "Bearer", which the SDK adds by itself.'],
  [{ metadata: 'x-tenant: orders' }, "metadata is no object of headers: pass { 'x-tenant': 'orders' }."],
  [{ tls: 'true' }, 'tls is neither true nor false nor an object, and counts as true: pass one of them.'],
])('refuses %o', async (options, rest) => {
  await expect(NativeConnection.connect(options as never)).rejects.toThrow(
    `[HR4005] The connection settings have a fault: ${rest}`,
  );
}); // prettier-ignore
