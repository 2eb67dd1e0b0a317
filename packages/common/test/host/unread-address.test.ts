import { afterEach, expect, it, vi } from 'vitest';
import { unreadAddress } from '../../src/host';

afterEach(() => void vi.unstubAllEnvs());

it.each([
  ['127.0.0.1:7533', 'localhost:7233'],
  ['temporal.internal', 'localhost:7233'],
  ['localhost:7234', 'localhost'],
])('TEMPORAL_ADDRESS=%s was not read where %s was tried', (set, tried) => {
  vi.stubEnv('TEMPORAL_ADDRESS', set);
  expect(unreadAddress(tried)).toBe(set);
});

it.each([
  ['', 'localhost:7233'],
  ['localhost', 'localhost:7233'],
  ['LOCALHOST:7233 ', 'localhost'],
])('TEMPORAL_ADDRESS="%s" says nothing else than %s', (set, tried) => {
  vi.stubEnv('TEMPORAL_ADDRESS', set);
  expect(unreadAddress(tried)).toBeUndefined();
});

it('shows no password', () => {
  vi.stubEnv('TEMPORAL_ADDRESS', 'https://user:secret@temporal.internal');
  expect(unreadAddress('localhost:7233')).toBe('https://(hidden)@temporal.internal');
});
