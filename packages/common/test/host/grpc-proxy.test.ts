import { describe, expect, it } from 'vitest';
import { grpcProxy } from '../../src/host';

const proxied = { https_proxy: 'http://user:password@proxy.internal:3128' };

describe('the proxy that gRPC takes', () => {
  it('is named with its variable, without credentials', () => {
    expect(grpcProxy('temporal.internal', proxied)).toEqual({
      variable: 'https_proxy',
      address: 'proxy.internal:3128',
    });
  });

  it('is the most special one, and has port 80 by default', () => {
    const both = { ...proxied, grpc_proxy: 'http://other.internal' };
    expect(grpcProxy('temporal.internal', both)).toEqual({ variable: 'grpc_proxy', address: 'other.internal:80' });
  });

  it.each([
    ['there is none', {}],
    ['it is empty', { grpc_proxy: '' }],
    ['the variable is in capitals, which gRPC does not read', { HTTPS_PROXY: 'http://proxy.internal:3128' }],
    ['it is no address', { grpc_proxy: 'proxy.internal' }],
    ['it speaks TLS, which gRPC does not take', { grpc_proxy: 'https://proxy.internal:3128' }],
    ['the host is excluded', { ...proxied, no_proxy: 'localhost,temporal.internal' }],
    ['its domain is excluded', { ...proxied, no_proxy: '.internal' }],
    ['an empty entry excludes everything', { ...proxied, no_proxy: 'localhost,' }],
    ['it is excluded for gRPC alone', { ...proxied, no_grpc_proxy: 'internal', no_proxy: 'nobody' }],
  ])('is none where %s', (_why, environment) => {
    expect(grpcProxy('temporal.internal', environment)).toBeUndefined();
  });

  it.each([
    ['10.1.2.3', '10.0.0.0/8', true],
    ['10.1.2.3', '10.1.2.3/32', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['10.1.2.3', '10.0.0.0/99', false],
    ['10.1.2.3', '10.0.0.0/', false],
  ])('for %s with no_proxy=%s is none: %s', (host, network, isNone) => {
    expect(grpcProxy(host, { ...proxied, no_proxy: network }) === undefined).toBe(isNone);
  });
});
