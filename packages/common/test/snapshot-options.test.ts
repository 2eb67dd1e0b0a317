import { describe, expect, it } from 'vitest';
import { snapshotOptions, UNREADABLE } from '../src/snapshot-options';

describe('snapshotOptions', () => {
  it('copies options, and the objects in them that guards look into', () => {
    const retry = Object.freeze({ maximumAttempts: 3 });
    const { options, unreadable } = snapshotOptions(Object.freeze({ startToCloseTimeout: '5m', retry }));
    expect(options).toEqual({ startToCloseTimeout: '5m', retry: { maximumAttempts: 3 } });
    expect(options['retry']).not.toBe(retry);
    expect(unreadable).toEqual([]);
  });

  it('reads each getter once', () => {
    let reads = 0;
    const { options } = snapshotOptions({
      get startToCloseTimeout() {
        reads += 1;
        return reads;
      },
    });
    expect([options['startToCloseTimeout'], options['startToCloseTimeout'], reads]).toEqual([1, 1, 1]);
  });

  it('notes every getter that throws, and still reads everything else', () => {
    const { options, unreadable } = snapshotOptions({
      get startToCloseTimeout(): string {
        throw new Error('settings are not loaded');
      },
      retry: {
        get maximumAttempts(): number {
          throw new Error('no');
        },
        backoffCoefficient: 2,
      },
      taskQueue: 'orders',
    });
    expect(unreadable).toEqual([
      { field: 'startToCloseTimeout', error: 'settings are not loaded' },
      { field: 'retry.maximumAttempts', error: 'no' },
    ]);
    expect(options).toEqual({ retry: { backoffCoefficient: 2 }, taskQueue: 'orders' });
  });

  it('takes over what an earlier snapshot could not read', () => {
    expect(snapshotOptions({ [UNREADABLE]: [{ field: 'taskQueue', error: 'no' }], retry: {} })).toEqual({
      options: { retry: {} },
      unreadable: [{ field: 'taskQueue', error: 'no' }],
    });
  });

  it.each([undefined, null, 'text', 5, ['5m']])('takes %j for no options', (source) => {
    expect(snapshotOptions(source)).toEqual({ options: {}, unreadable: [] });
  });

  it('leaves an option that is no object of options as it is', () => {
    expect(snapshotOptions({ retry: 3, waive: ['HR2003'] }).options).toEqual({ retry: 3, waive: ['HR2003'] });
  });

  it('reads an object without a prototype, and nothing that is inherited', () => {
    const options = Object.assign(Object.create({ heartbeatTimeout: '5s' }) as object, { taskQueue: 'orders' });
    expect(snapshotOptions(options).options).toEqual({ taskQueue: 'orders' });
    expect(snapshotOptions(Object.assign(Object.create(null) as object, { a: 1 })).options).toEqual({ a: 1 });
  });

  it('notes options that do not even give their keys', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(snapshotOptions(proxy).unreadable).toMatchObject([{ field: 'options' }]);
    expect(snapshotOptions({ retry: proxy }).unreadable).toMatchObject([{ field: 'retry' }]);
  });
});
