import { badValue } from '@handrail/common/host';
import { enrich, HR9013, type Problem } from '@handrail/errors';
import type { RuntimeOptions } from '@temporalio/worker';

const FIELD = 'telemetryOptions.metrics.prometheus.bindAddress';

/** Installs a runtime, and says of what the core refuses which option it is: the address at which it serves metrics. */
export function explainMetrics<T>(options: RuntimeOptions, install: () => T): T {
  try {
    return install();
  } catch (error) {
    const problem = error instanceof Error ? problemOf(error.message, bindAddressOf(options)) : undefined;
    throw problem === undefined ? error : enrich(error, problem);
  }
}

function problemOf(message: string, address: unknown): Problem | undefined {
  if (/prometheus\.socketAddr: invalid socket address/.test(message)) {
    const reason = 'is not of the form address:port: an IP address, 0.0.0.0 for all, and a port, such as 0.0.0.0:9464';
    return badValue('Runtime.install', FIELD, address, reason);
  }
  if (!/prometheus.*Address already in use/i.test(message)) return undefined;
  const port = Number(/:(\d+)$/.exec(String(address))?.[1]);
  return Number.isNaN(port) ? undefined : HR9013.problem({ port, purpose: "the worker's metrics" });
}

function bindAddressOf(options: RuntimeOptions): unknown {
  const { metrics } = Object(options.telemetryOptions) as {
    readonly metrics?: { readonly prometheus?: { readonly bindAddress?: unknown } };
  };
  return metrics?.prometheus?.bindAddress;
}
