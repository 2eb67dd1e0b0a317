import { setHost } from '@handrail/common/host';
import { Runtime } from '@temporalio/worker';

/**
 * Sends this process's guard warnings and counters to the SDK's `Runtime`.
 *
 * The Runtime is looked up each time: it must not be instantiated by us (a later `Runtime.install` would fail), and the SDK
 * replaces it when the last worker and connection of a process are gone and new ones come.
 */
export function useRuntimeAsHost(): void {
  setHost({
    get logger() {
      return currentRuntime()?.logger;
    },
    get metricMeter() {
      return currentRuntime()?.metricMeter;
    },
  });
}

/** The SDK's `Runtime`, where there is one yet. */
export function currentRuntime(): Runtime | undefined {
  // The public `Runtime.instance()` would make one.
  return Runtime._instance;
}
