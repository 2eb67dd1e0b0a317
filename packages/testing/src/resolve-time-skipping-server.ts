import { HR9012 } from '@handrail/errors';
import { thisMachine } from './internal/machine';
import { reportOnStderr } from './internal/progress';
import { searchServer } from './internal/search-server';
import { timeSkippingSources } from './internal/server-sources';
import type { ResolveServerOptions, ServerExecutable } from './resolve-temporal-server';

/**
 * Finds the time-skipping test server: Handrail's cache, the SDK's own download, and the Maven artifact run by Java 17 or
 * newer. It is kept and made once, as {@link resolveTemporalExecutable} does.
 */
export async function resolveTimeSkippingServer(options: ResolveServerOptions = {}): Promise<ServerExecutable> {
  const { environment = process.env, onProgress = reportOnStderr } = options;
  const result = await searchServer(timeSkippingSources, thisMachine(environment, onProgress));
  if (result.path === undefined) throw HR9012.error({ attempts: result.attempts });
  return result;
}
