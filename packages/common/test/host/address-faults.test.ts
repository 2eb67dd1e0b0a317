import { describe, expect, it } from 'vitest';
import { isAddress, suggestAddress } from '../../src/host';

describe('an address', () => {
  it.each([
    'localhost',
    'localhost:7233',
    'temporal.internal:443',
    '10.0.0.7:7233',
    '[::1]',
    '[2001:db8::1]:7233',
    'temporal_frontend:7233',
  ])('%s is one', (address) => {
    expect(isAddress(address)).toBe(true);
  });

  it.each([
    ['http://localhost:7233', 'localhost:7233'],
    ['https://user:key@temporal.internal:443/path?x=1', 'temporal.internal:443'],
    [' localhost:7233 ', 'localhost:7233'],
    ['localhost:7233/', 'localhost:7233'],
    ['::1', '[::1]'],
    ['2001:db8::1', '[2001:db8::1]'],
    ['localhost:0', undefined],
    ['localhost:99999', undefined],
    ['localhost:port', undefined],
    ['[::xyz]:7233', undefined],
    ['unix:///run/temporal.sock', undefined],
    ['', undefined],
  ])('%s is none', (address, suggestion) => {
    expect(isAddress(address)).toBe(false);
    expect(suggestAddress(address)).toBe(suggestion);
  });
});
