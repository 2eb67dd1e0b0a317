import { describe, expect, it } from 'vitest';
import { addressOf, linksFor, noteAddress, resolvePolicy } from '../../src/host';

describe('addressOf', () => {
  it("is in a connection's options", () => {
    expect(addressOf({ options: { address: 'temporal.internal:7233' } })).toBe('temporal.internal:7233');
  });

  it('is what was noted, for a connection that does not tell', () => {
    const connection = {};
    noteAddress(connection, 'temporal.internal:7233');
    expect(addressOf(connection)).toBe('temporal.internal:7233');
  });

  it('is the default where there is no connection', () => {
    expect(addressOf(undefined)).toBe('localhost:7233');
  });

  it('is unknown for any other connection', () => {
    expect(addressOf({})).toBeUndefined();
  });
});

describe('linksFor', () => {
  it('has the UI of a development server', () => {
    expect(linksFor(resolvePolicy(), 'localhost:7233').ui).toBe('http://localhost:8233');
  });

  it('has no UI for a server that is not known', () => {
    expect(linksFor(resolvePolicy(), undefined).ui).toBeUndefined();
    expect(linksFor(resolvePolicy(), 'temporal.internal:7233').ui).toBeUndefined();
  });

  it('has none for a test environment, whose server runs without one', () => {
    expect(linksFor(resolvePolicy({}, { testEnvironment: true }), 'localhost:41234').ui).toBeUndefined();
  });

  it("has the policy's UI for any server, in a test environment, too", () => {
    const policy = resolvePolicy({ links: { ui: 'https://ui.example.com' } }, { testEnvironment: true });
    expect(linksFor(policy, 'temporal.internal:7233').ui).toBe('https://ui.example.com');
  });

  it('keeps docs and runbooks', () => {
    const links = { docs: 'https://docs.example.com', runbooks: { HR2003: 'https://wiki.example.com' } };
    expect(linksFor(resolvePolicy({ links }), 'localhost:7233')).toMatchObject(links);
  });
});
