import { expect, it } from 'vitest';
import { parseMetricsAddress } from '../../src/internal/parse-metrics-address';

it('takes an address of HTTP', () => {
  expect(parseMetricsAddress('http://127.0.0.1:9464/metrics')).toBe('http://127.0.0.1:9464/metrics');
  expect(parseMetricsAddress('https://worker:9464')).toBe('https://worker:9464/');
});

it.each(['', '9464', '127.0.0.1:9464', 'file:///etc/passwd', 'ftp://worker/metrics'])('refuses "%s"', (text) => {
  expect(() => parseMetricsAddress(text)).toThrow('an address such as http://127.0.0.1:9464/metrics is wanted');
});
