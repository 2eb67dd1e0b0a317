import { describe, expect, it } from 'vitest';
import { docsUrl, inspectUrl, type InspectTarget } from '../src';

describe('inspectUrl', () => {
  const ui = 'http://localhost:8233';

  it.each<[InspectTarget, string]>([
    [{ namespace: 'default' }, '/namespaces/default/workflows'],
    [{ namespace: 'default', workflowId: 'order-1' }, '/namespaces/default/workflows/order-1'],
    [
      { namespace: 'default', workflowId: 'order-1', runId: 'f3a' },
      '/namespaces/default/workflows/order-1/f3a/history',
    ],
    [
      { namespace: 'my space', workflowId: 'a/b c%ü?#', runId: 'f3a' },
      '/namespaces/my%20space/workflows/a%2Fb%20c%2525%C3%BC%3F%23/f3a/history',
    ],
    [{ namespace: 'default', workflowId: 'half\uD800' }, '/namespaces/default/workflows/half%EF%BF%BD'],
    [{ namespace: 'default', scheduleId: 'every/hour', workflowId: 'x' }, '/namespaces/default/schedules/every%2Fhour'],
    [{ namespace: 'default', taskQueue: 'q 1' }, '/namespaces/default/task-queues/q%201'],
  ])('opens %j', (target, path) => {
    expect(inspectUrl(target, { ui })).toBe(ui + path);
    expect(inspectUrl(target, { ui: `${ui}/` })).toBe(ui + path);
  });

  it('opens an execution on Temporal Cloud under its namespace with the account', () => {
    const target = { namespace: 'shop.a1b2c', workflowId: 'orders/17 50%', runId: '0199-f3a' };
    expect(inspectUrl(target, { ui: 'https://cloud.temporal.io' })).toBe(
      'https://cloud.temporal.io/namespaces/shop.a1b2c/workflows/orders%2F17%2050%2525/0199-f3a/history',
    );
  });

  it('has nothing to open without a target or without an address of the UI', () => {
    expect(inspectUrl(undefined, { ui })).toBeUndefined();
    expect(inspectUrl({ namespace: 'default' })).toBeUndefined();
  });
});

describe('docsUrl', () => {
  it('is the page of the code, or the runbook that a company has in its place', () => {
    expect(docsUrl('HR2004', { docs: 'https://docs.example/' })).toBe('https://docs.example/errors/HR2004');
    const links = { docs: 'https://docs.example', runbooks: { HR2004: 'https://wiki.example/slow' } };
    expect(docsUrl('HR2004', links)).toBe('https://wiki.example/slow');
    expect(docsUrl('HR2001', links)).toBe('https://docs.example/errors/HR2001');
  });
});
