import { expect, it } from 'vitest';
import { uiAddress } from '../../src/host';

const DEFAULT_UI = 'http://localhost:8233';

it.each([
  ['localhost:7233', 'http://localhost:8233'],
  ['127.0.0.1', 'http://localhost:8233'],
  ['127.1.2.3:7333', 'http://localhost:8333'],
  ['[::1]:7233', 'http://localhost:8233'],
  ['[::ffff:127.0.0.1]:7233', 'http://localhost:8233'],
  ['localhost:64535', 'http://localhost:65535'],
  // Temporal's CLI takes the last port there is.
  ['localhost:65000', 'http://localhost:65535'],
])("is the development server's for %s", (address, ui) => {
  expect(uiAddress(address, DEFAULT_UI)).toBe(ui);
});

it.each([['payments.a1b2c.tmprl.cloud:7233'], ['eu-west-1.aws.api.temporal.io:7233']])(
  "is Temporal Cloud's for %s",
  (address) => {
    expect(uiAddress(address, DEFAULT_UI)).toBe('https://cloud.temporal.io');
  },
);

it.each([
  ['temporal.internal:7233'],
  ['10.0.0.7:7233'],
  ['[2001:db8::1]:7233'],
  ['localhost.example.com'],
  ['nottmprl.cloud'],
  ['127.0.0.1.example.com'],
  [undefined],
])('is unknown for %s, for a link into nothing is worse than none', (address) => {
  expect(uiAddress(address, DEFAULT_UI)).toBeUndefined();
});

it('is what the policy says, whatever the server', () => {
  expect(uiAddress('temporal.internal:7233', 'https://ui.example.com')).toBe('https://ui.example.com');
  expect(uiAddress('localhost:7233', 'https://ui.example.com')).toBe('https://ui.example.com');
});
