import { describe, expect, it } from 'vitest';
import { plainTextProblem } from '../src/internal/plain-text';

const REMOTE = 'temporal.internal:7233';
const codec = { payloadCodecs: [{ encode: async () => [], decode: async () => [] }] };

describe('HR4003', () => {
  it('is about payloads that leave the machine in plain text', () => {
    expect(plainTextProblem({ address: REMOTE })?.head).toBe(
      'The connection to temporal.internal:7233 is not encrypted and would carry payloads in plain text.',
    );
  });

  it('is about an API key, too', () => {
    expect(plainTextProblem({ address: REMOTE, apiKey: 'secret', tls: false })?.head).toBe(
      'The connection to temporal.internal:7233 is not encrypted and would carry the API key and payloads in plain text.',
    );
  });

  it('is about the API key alone where a codec encrypts payloads', () => {
    expect(plainTextProblem({ address: REMOTE, apiKey: 'secret', tls: false }, codec)?.head).toContain(
      'would carry the API key in plain text.',
    );
    expect(plainTextProblem({ address: REMOTE, metadata: { Authorization: 'x' } }, codec)?.head).toContain(
      'would carry the API key in plain text.',
    );
  });

  it.each([
    ['TLS', { address: REMOTE, tls: true }],
    ['TLS with certificates', { address: REMOTE, tls: {} }],
    ['an API key, which turns TLS on', { address: REMOTE, apiKey: 'secret' }],
    ['this machine', { address: 'localhost:7233', apiKey: 'secret', tls: false }],
    ['this machine by default', {}],
    ['this machine by its IPv4 address', { address: '127.0.0.1' }],
    ['this machine by another of its IPv4 addresses', { address: '127.8.9.10:7233' }],
    ['this machine by its IPv6 address', { address: '[::1]:7233' }],
  ])('is not about %s', (_what, options) => {
    expect(plainTextProblem(options)).toBeUndefined();
  });

  it('is not about payloads that pass a codec', () => {
    expect(plainTextProblem({ address: REMOTE }, codec)).toBeUndefined();
  });

  it.each([
    ['localhost.example.com:7233'],
    ['127.0.0.1.example.com:7233'],
    ['0.0.0.0:7233'],
    ['10.0.0.1:7233'],
    ['[::2]:7233'],
  ])('is about %s, which only looks like this machine', (address) => {
    expect(plainTextProblem({ address })).toBeDefined();
  });
});
