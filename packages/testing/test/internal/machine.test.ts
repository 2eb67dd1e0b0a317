import { expect, test } from 'vitest';
import { cacheDirectory } from '../../src/internal/machine';

test('XDG_CACHE_HOME decides where the cache is, on every platform', () => {
  const environment = { XDG_CACHE_HOME: '/caches' };

  expect(cacheDirectory(environment, 'linux', '/home/ada')).toBe('/caches/handrail');
  expect(cacheDirectory(environment, 'darwin', '/Users/ada')).toBe('/caches/handrail');
});

test('without it the cache is where the platform keeps caches', () => {
  expect(cacheDirectory({}, 'linux', '/home/ada')).toBe('/home/ada/.cache/handrail');
  expect(cacheDirectory({}, 'darwin', '/Users/ada')).toBe('/Users/ada/Library/Caches/handrail');
  expect(cacheDirectory({ LOCALAPPDATA: '/local' }, 'win32', '/ada')).toBe('/local/handrail');
});
