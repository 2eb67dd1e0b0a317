import { describe, expect, it } from 'vitest';
import { isAddress, isUnsetAddress, malformedAddress, suggestAddress } from '../../src/host';

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

it.each([
  ['localhost:0', '0'],
  ['localhost:99999', '99999'],
  ['temporal.internal:grpc', 'grpc'],
  ['[::1]:70000', '70000'],
])('%s has the form of one, and only its port is named', (address, port) => {
  expect(malformedAddress(address).head).toBe(
    `The address of the Temporal server is '${address}', in which ${port} is no port.`,
  );
});

it.each(['localhost:', ':7233', '[::xyz]:7233', 'a b:99999', 'unix:///run/temporal.sock'])(
  '%s has not the form of one, whatever its port',
  (address) => {
    expect(malformedAddress(address).head).toBe(
      `The address of the Temporal server is '${address}', which is not of the form host or host:port.`,
    );
  },
);

it('made of a value that is not there says so', () => {
  for (const address of [
    'undefined:undefined',
    'undefined:7233',
    'undefined',
    'null:7233',
    'temporal.internal:NaN',
    'undefined.a1b2c.tmprl.cloud:7233',
    'shop.undefined.tmprl.cloud:7233',
  ]) {
    expect(isUnsetAddress(address)).toBe(true);
    const unset = /undefined|null|NaN/.exec(address)?.[0];
    const problem = malformedAddress(address);
    expect(problem.head).toBe(
      `The address of the Temporal server is '${address}', which was made of a value that is ${unset}.`,
    );
    expect(problem.fix).toBe(
      "set the environment variable or setting that the address is made of, in this very process, or name a default: process.env.TEMPORAL_ADDRESS ?? 'localhost:7233'.",
    );
  }
  for (const address of ['localhost:7233', 'undefined-example:7233', 'null-island:7233'])
    expect(isUnsetAddress(address)).toBe(false);
  expect(malformedAddress('https://undefined:7233').head).toBe(
    "The address of the Temporal server is 'https://undefined:7233', which was made of a value that is undefined.",
  );
});

it('of the web pages of Temporal Cloud sends to the one for gRPC', () => {
  expect(malformedAddress('https://cloud.temporal.io/namespaces/shop.a1b2c').fix).toBe(
    "this is the web UI of Temporal Cloud: take the gRPC address that it shows for the namespace, '<namespace>.<account>.tmprl.cloud:7233', or with an API key '<region>.<provider>.api.temporal.io:7233'.",
  );
  for (const host of ['shop.a1b2c.tmprl.cloud', 'web.a1b2c.tmprl.cloud:7233'])
    expect(malformedAddress(`https://${host}`).fix).toBe(`write '${host}'; TLS is an option of its own.`);
});
