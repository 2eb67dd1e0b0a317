import { expect, test } from 'vitest';
import { parsePort } from '../../src/internal/parse-port';

test.each(['1', '7233', '65535'])('%s is a port', (text) => {
  expect(parsePort(text)).toBe(Number(text));
});

test.each(['0', '65536', '-1', '7233.5', '0x10', '1e3', '', 'http'])('"%s" is none', (text) => {
  expect(() => parsePort(text)).toThrow('a port is a number from 1 to 65535');
});
