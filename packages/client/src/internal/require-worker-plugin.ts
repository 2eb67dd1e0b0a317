import { APPLIED } from '@handrail/common/guards';
import { HR5012 } from '@handrail/errors';

interface WorkerOptions {
  readonly taskQueue?: unknown;
  readonly plugins?: readonly object[] | undefined;
}

/**
 * The worker's hook of the client's plugin: HR5012, unless the worker package's plugin is there as well.
 *
 * @throws HandrailError HR5012
 */
export function requireWorkerPlugin<O extends WorkerOptions>(options: O): O {
  const hasWhole = options.plugins?.some((plugin) => APPLIED in plugin && 'configureBundler' in plugin);
  if (hasWhole) return options;
  throw HR5012.error({ taskQueue: String(options.taskQueue) });
}
