// With the exporter's options that add `_total` and units to names.
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { EXPECTED_ALERTS } from '../support/expected-alerts';
import { RealAlerts } from '../support/real-alerts';

const real = new RealAlerts(inject('temporalAddress'), {
  countersTotalSuffix: true,
  unitSuffix: true,
  useSecondsForDurations: true,
});
beforeAll(() => real.setUp(), 120_000);
afterAll(() => real.tearDown());

it('fires each alert in its real scenario, and no other', { timeout: 120_000 }, async () => {
  await real.goWrong();
  console.time('fired');
  const fired = await real.fired((all) => EXPECTED_ALERTS.every((alert) => all.has(alert)));
  console.timeEnd('fired');require('fs').writeFileSync('/tmp/scrape.txt', await (await fetch('http://'+real.workersAddress+'/metrics')).text());
  expect(await real.prometheus.brokenRules()).toEqual([]);
  expect(fired).toEqual(EXPECTED_ALERTS);
});
