import { codeOf } from '@handrail/errors';
import { expect, it } from 'vitest';
import { explainMetrics } from '../../src/internal/metrics-address';

function thrown(raw: string, bindAddress: string): Error {
  try {
    explainMetrics({ telemetryOptions: { metrics: { prometheus: { bindAddress } } } }, () => {
      throw new TypeError(raw);
    });
  } catch (error) {
    return error as Error;
  }
  return expect.unreachable();
}

// A process has one runtime, so what the core says of others is given here.
it('says whose port is taken', () => {
  const raw = 'Failed to start prometheus metrics exporter: Address already in use (os error 98)';
  const error = thrown(raw, '0.0.0.0:9464');
  expect(error.message).toContain("[HR9013] Port 9464, wanted for the worker's metrics, is in use.");
  expect(error.message).toContain(
    "stop the program that listens on 9464, or choose another port in telemetryOptions.metrics.prometheus.bindAddress ('0.0.0.0:9465'), one for each process on the machine: two workers in one process share its runtime.",
  );
  expect(error).toBeInstanceOf(TypeError);
});

it('says which option is no address', () => {
  const raw = 'fn runtime_new.args[0].metricsExporter.prometheus.socketAddr: invalid socket address syntax';
  const error = thrown(raw, '0.0.0.0');
  expect(error.message).toContain(
    "[HR2014] Runtime.install has telemetryOptions.metrics.prometheus.bindAddress: '0.0.0.0', which is not of the form address:port: an IP address, 0.0.0.0 for all, and a port, such as 0.0.0.0:9464.",
  );
});

it('leaves anything else alone', () => {
  expect(codeOf(thrown('Runtime singleton has already been installed', '0.0.0.0:9464'))).toBeUndefined();
  expect(explainMetrics({}, () => 'installed')).toBe('installed');
});
