import { resolvePolicy, setHost } from '@handrail/common/host';
import type { Logger } from '@temporalio/common';
import type { WorkerOptions } from '@temporalio/worker';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkWorkerOptions } from '../../src/internal/worker-checks';

const warn = vi.fn();
beforeEach(() => setHost({ logger: { warn } as unknown as Logger }));
afterEach(() => {
  setHost({});
  warn.mockClear();
});

const policy = resolvePolicy();
const check = (options: object) => checkWorkerOptions({ taskQueue: 'orders', ...options } as WorkerOptions, policy);

async function charge(): Promise<void> {}

describe('names of options', () => {
  it('refuses what is misspelt, all at once: the SDK would drop it', () => {
    expect(() => check({ activites: { charge }, workflowPath: './workflows' })).toThrow(
      /^\[HR2012\] The worker of task queue "orders" has an option activites that does not exist; did you mean activities\?[^]*\[HR2012\] The worker of task queue "orders" has an option workflowPath that does not exist; did you mean workflowsPath\?/,
    );
  });

  it('names no task queue where that is what is misspelt', () => {
    expect(() => check({ taskQueue: undefined, taskqueue: 'orders' })).toThrow(
      '[HR2012] The worker has an option taskqueue that does not exist; did you mean taskQueue?',
    );
  });

  it('only warns in warn mode', () => {
    const softened = resolvePolicy({ mode: 'warn' });
    checkWorkerOptions({ taskQueue: 'orders', activites: { charge } } as WorkerOptions, softened);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('leaves alone what resembles no option, or has no value', () => {
    check({ tenant: 'shop', activites: undefined, activities: { charge } });
    expect(warn).not.toHaveBeenCalled();
  });
});

describe('options of another form', () => {
  const codec = { encode: async (payloads: unknown) => payloads, decode: async (payloads: unknown) => payloads };

  it.each<[string, object, RegExp]>([
    [
      'a path in place of a bundle',
      { workflowBundle: '/srv/dist/bundle.js' },
      /workflowBundle: '\/srv\/dist\/bundle\.js', which is no bundle: .*\{ codePath \}/,
    ],
    [
      'a path in place of its code',
      { workflowBundle: { code: './dist/bundle.js' } },
      /workflowBundle\.code: '\.\/dist\/bundle\.js', which is a path/,
    ],
    [
      'a bundle that is not awaited',
      { workflowBundle: Promise.resolve({}) },
      /workflowBundle: a promise, which has to be waited for/,
    ],
    ['a bundle of nothing', { workflowBundle: {} }, /has neither code nor codePath/],
    [
      'modules that are no list',
      { bundlerOptions: { ignoreModules: 'fs' } },
      /bundlerOptions\.ignoreModules: 'fs', which is not a list/,
    ],
    [
      'a configuration in place of the hook',
      { bundlerOptions: { webpackConfigHook: {} } },
      /webpackConfigHook: an object, which is not a function/,
    ],
    [
      'codecs that are no list',
      { dataConverter: { payloadCodecs: codec } },
      /dataConverter\.payloadCodecs: an object, which is not an array/,
    ],
    [
      'the class of a codec',
      { dataConverter: { payloadCodecs: [class {}] } },
      /payloadCodecs\[0\]: a function, .* pass an instance/,
    ],
    ['one Nexus service', { nexusServices: {} }, /nexusServices: an object, which is not a list/],
    [
      'half a version',
      { workerDeploymentOptions: { version: { buildId: '7' } } },
      /version\.deploymentName: undefined, which is not a name/,
    ],
  ])('refuses %s', (_, options, words) => {
    expect(() => check(options)).toThrow(words);
    expect(() => check(options)).toThrow(/^\[HR2014\] The worker of task queue "orders"/);
  });

  it.each<[string, object]>([
    ['code', { workflowBundle: { code: '/* built */ var a = 1; // ./dist/bundle.js' } }],
    ['a path of code', { workflowBundle: { codePath: './dist/bundle.js' } }],
    ['lists', { bundlerOptions: { ignoreModules: ['fs'], webpackConfigHook: (config: object) => config } }],
    ['codecs', { dataConverter: { payloadCodecs: [codec] }, nexusServices: [] }],
    [
      'a version',
      { workerDeploymentOptions: { version: { buildId: '7', deploymentName: 'orders' }, useWorkerVersioning: false } },
    ],
  ])('accepts %s', (_, options) => {
    check(options);
    expect(warn).not.toHaveBeenCalled();
  });

  it('warns of names in ignoreModules that leave nothing out', () => {
    check({ bundlerOptions: { ignoreModules: ['fs', 'node:path'] } });
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn).toHaveBeenCalledWith(
      expect.stringContaining(
        `[HR2014] The worker of task queue "orders" has bundlerOptions.ignoreModules[1]: 'node:path', which leaves nothing out: write 'path', for what is imported as 'path'. An import of 'node:path' no entry reaches.`,
      ),
      expect.objectContaining({ code: 'HR2014' }),
    );
  });

  it.each([
    ['a promise', Promise.resolve({}), 'a promise'],
    ['an address', 'localhost:7233', "'localhost:7233'"],
  ])('asks for a NativeConnection in place of %s', (_, connection, shown) => {
    expect(() => check({ connection })).toThrow(`[HR5006] The worker of task queue "orders" is given ${shown} where`);
  });
});

describe('activities', () => {
  it('accepts an object of functions, and none at all', () => {
    check({ activities: { charge } });
    check({});
    expect(warn).not.toHaveBeenCalled();
  });

  it('names each entry that is not a function, with its value', () => {
    check({ activities: { charge, refund: undefined, ship: Promise.resolve(), limit: 3 } });
    expect(warn).toHaveBeenCalledWith(
      expect.stringContaining(
        '[HR5003] The worker of task queue "orders" does not register activities.refund, which is undefined, nor activities.ship, which is a promise, nor activities.limit, which is 3.',
      ),
      { code: 'HR5003', taskQueue: 'orders' },
    );
  });

  it('takes constants that a module exports beside its activities for what they are', () => {
    check({ activities: { __esModule: true, charge, RETRIES: 3, settings: {} } });
    expect(warn).not.toHaveBeenCalled();
  });

  it('names what a module exports as undefined - a circular import', () => {
    check({ activities: Object.defineProperty({ charge, refund: undefined }, '__esModule', { value: true }) });
    expect(warn.mock.calls[0]?.[0]).toContain('activities.refund, which is undefined');
  });

  it.each([
    ['a promise', Promise.resolve({ charge }), 'await it'],
    ['a function', () => ({ charge }), 'call it'],
    ['an array', [charge], 'give an object whose keys are the activity types'],
    ['a string', './activities', 'give an object of functions'],
  ])('refuses %s', (_, activities, fix) => {
    expect(() => check({ activities })).toThrow(fix);
  });

  it('refuses an instance of a class, whose methods the SDK does not see', () => {
    class Payments {
      async charge(): Promise<void> {}
    }
    expect(() => check({ activities: new Payments() })).toThrow(
      '[HR5004] The worker of task queue "orders" is given activities that are an instance of Payments, whose methods the SDK does not see: no activity would be registered by its name.',
    );
  });

  it('accepts an instance whose activities are its own properties', () => {
    class Payments {
      charge = charge;
      currency = 'EUR';
      settle(): void {}
    }
    check({ activities: new Payments() });
    expect(warn).not.toHaveBeenCalled();
  });

  it('accepts a class whose activities are static', () => {
    class Payments {
      static charge = charge;
      static currency = 'EUR';
    }
    check({ activities: Payments });
    expect(warn).not.toHaveBeenCalled();
  });

  it('refuses a class whose functions the SDK does not see', () => {
    class Payments {
      static currency = 'EUR';
      static async charge(): Promise<void> {}
    }
    expect(() => check({ activities: Payments })).toThrow('are a class, Payments: no activity would be');
  });

  it('only warns where the policy does - the raw SDK runs such a worker', () => {
    checkWorkerOptions({ taskQueue: 'orders', activities: [charge] as never }, resolvePolicy({ mode: 'warn' }));
    expect(warn.mock.calls[0]?.[0]).toContain('[HR5004]');
  });
});

describe('connection', () => {
  it("refuses a client's connection", () => {
    expect(() => check({ connection: { workflowService: {} } })).toThrow(
      '[HR5006] The worker of task queue "orders" is given a Connection of the client package where it needs a NativeConnection.',
    );
  });

  it('accepts a native connection, from whichever copy of the SDK', () => {
    check({ connection: { workflowService: {}, nativeClient: {} } });
  });
});

describe('settings that mean something else', () => {
  const resources = { tunerOptions: { targetMemoryUsage: 0.8, targetCpuUsage: 0.9 } };

  const version = { deploymentName: 'orders', buildId: '1' };
  const deployed = { version, useWorkerVersioning: true, defaultVersioningBehavior: 'PINNED' };

  it.each<[string, object, RegExp]>([
    [
      'a version that is a text',
      { workerDeploymentOptions: { ...deployed, version: 'v1' } },
      /\[HR2014\] .* workerDeploymentOptions\.version: 'v1', which is not a version: give both names/,
    ],
    [
      'the name of the older option',
      { workerDeploymentOptions: { version, useVersioning: true } },
      /\[HR2012\] .* workerDeploymentOptions\.useVersioning that does not exist; did you mean workerDeploymentOptions\.useWorkerVersioning\?/,
    ],
    [
      'per cent in the place of a share',
      { tuner: { tunerOptions: { targetMemoryUsage: 80, targetCpuUsage: 0.8 } } },
      /tuner\.tunerOptions\.targetMemoryUsage: 80, which is not a share: 0\.8 stands for 80 %/,
    ],
    [
      'per cent in one of several suppliers',
      { tuner: { activityTaskSlotSupplier: { type: 'resource-based', tunerOptions: { targetCpuUsage: 0 } } } },
      /tuner\.activityTaskSlotSupplier\.tunerOptions\.targetCpuUsage: 0, which is not a share: give one from 0 to 1/,
    ],
    [
      'slots upside down',
      { tuner: { ...resources, activityTaskSlotOptions: { minimumSlots: 10, maximumSlots: 5 } } },
      /tuner\.activityTaskSlotOptions\.minimumSlots: 10, which is more than maximumSlots, which is 5/,
    ],
    [
      'a text that means no',
      { debugMode: 'false' },
      /debugMode: 'false', which is a text, and so counts as true: pass true or false/,
    ],
    [
      'a converter in the place of its path',
      { dataConverter: { toPayload: () => undefined, fromPayload: () => undefined } },
      /dataConverter: an object, which is a payload converter itself: .* pass \{ payloadConverterPath \}/,
    ],
  ])('refuses %s', (_, options, words) => {
    expect(() => check(options)).toThrow(words);
  });

  it.each<[string, object, RegExp]>([
    [
      'a version that nobody has switched on',
      { workerDeploymentOptions: { version } },
      /workerDeploymentOptions\.useWorkerVersioning: undefined, which is neither true nor false/,
    ],
    [
      'a behaviour that nobody reads',
      { workerDeploymentOptions: { ...deployed, useWorkerVersioning: false } },
      /defaultVersioningBehavior: 'PINNED', which is not read without useWorkerVersioning: true/,
    ],
    [
      'another build id beside the version',
      { buildId: '2', workerDeploymentOptions: deployed },
      /buildId: '2', which is not read beside workerDeploymentOptions/,
    ],
    [
      'a shutdown that is over before its time',
      { shutdownGraceTime: '10 seconds', shutdownForceTime: '1 second' },
      /shutdownForceTime: '1 second', which is over before shutdownGraceTime \(10 seconds\)/,
    ],
  ])('tells of %s, and lets the worker be made', (_, options, words) => {
    check(options);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]![0]).toMatch(words);
  });

  it('says nothing of what is as it should be', () => {
    check({ workerDeploymentOptions: deployed, buildId: '1', shutdownGraceTime: '10 seconds' });
    check({ workerDeploymentOptions: { version, useWorkerVersioning: false } });
    check({ tuner: { tunerOptions: { targetMemoryUsage: 0.8, targetCpuUsage: 1 } } });
    check({ tuner: { ...resources, activityTaskSlotOptions: { minimumSlots: 5, maximumSlots: 5 } } });
    check({ shutdownGraceTime: '10 seconds', shutdownForceTime: '1 minute', debugMode: true });
    check({ debugMode: '1', dataConverter: { payloadConverterPath: '/app/converter.js' } });
    expect(warn).not.toHaveBeenCalled();
  });
});

describe('activities that stand one level too deep', () => {
  it('of a module with a default export are told where they are', () => {
    check({ activities: { default: { charge, LIMIT: 5 } } });
    check({ activities: { __esModule: true, default: { charge } } });
    expect(warn).toHaveBeenCalledTimes(2);
    for (const [message] of warn.mock.calls) {
      expect(message).toContain('does not register activities.default, which is an object.');
      expect(message).toContain('default holds functions (charge): pass the default export of the module');
    }
  });

  it('of a group are told how they come up', () => {
    check({ activities: { orders: { charge }, charge } });
    expect(warn.mock.calls[0]![0]).toContain('orders holds functions (charge): lift them into the list');
    expect(warn.mock.calls[0]![0]).not.toContain('circular import');
  });

  it('of a Map are told how it becomes an object', () => {
    expect(() => check({ activities: new Map([['charge', charge]]) })).toThrow(/Object\.fromEntries\(map\)/);
  });

  it('are no matter where a module exports them one by one as well', () => {
    check({ activities: { __esModule: true, default: { charge }, charge } });
    expect(warn).not.toHaveBeenCalled();
  });
});
