// Values of a worker's options that the SDK takes for others without a word, or dies of while the worker runs.
import { resolvePolicy, setHost } from '@handrail/common/host';
import type { Logger } from '@temporalio/common';
import type { WorkerOptions } from '@temporalio/worker';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { badOptionValue } from '../../src/internal/option-values';
import { checkWorkerOptions } from '../../src/internal/worker-checks';

const warn = vi.fn();
beforeEach(() => setHost({ logger: { warn } as unknown as Logger }));
afterEach(() => {
  setHost({});
  warn.mockClear();
});

const policy = resolvePolicy();
const check = (options: object) => checkWorkerOptions({ taskQueue: 'orders', ...options } as WorkerOptions, policy);

const slots = { type: 'fixed-size', numSlots: 5 };
const tuner = {
  workflowTaskSlotSupplier: slots,
  activityTaskSlotSupplier: slots,
  localActivityTaskSlotSupplier: slots,
  nexusTaskSlotSupplier: slots,
};
const resources = { tunerOptions: { targetMemoryUsage: 0.8, targetCpuUsage: 0.9 } };
const version = { deploymentName: 'orders', buildId: '1' };

it.each<[object, string]>([
  [{ shutdownGraceTime: -5 }, 'shutdownGraceTime: -5, which is negative'],
  [{ shutdownForceTime: Infinity }, 'shutdownForceTime: Infinity, which is over 100 years'],
  [{ shutdownForceTime: '30 days' }, "shutdownForceTime: '30 days', which is more than 24 days: the timer"],
  [{ defaultHeartbeatThrottleInterval: NaN }, 'defaultHeartbeatThrottleInterval: NaN, which is not a number'],
])('refuses a time that would be another one (HR2010): %o', (options, words) => {
  expect(() => check(options)).toThrow(`[HR2010] The worker of task queue "orders" has ${words}`);
});

it.each<[object, string]>([
  [{ maxConcurrentActivityTaskExecutions: 1.5 }, '1.5, which is not a whole number from 1 up'],
  [{ maxConcurrentActivityTaskExecutions: Infinity }, 'Infinity, which is too much'],
  [{ maxConcurrentLocalActivityExecutions: 0 }, '0, which is not a whole number from 1 up'],
  [{ maxCachedWorkflows: Number.MAX_SAFE_INTEGER }, '9007199254740991, which is too much'],
  [{ workflowThreadPoolSize: 0 }, '0, which is not a whole number from 1 up'],
  [{ nonStickyToStickyPollRatio: 20 }, '20, which is not a share: 0.2 stands for 20 %'],
  [{ nonStickyToStickyPollRatio: -1 }, '-1, which is not a share: give one from 0 to 1'],
  [{ maxTaskQueueActivitiesPerSecond: -3 }, '-3, which is not a number above 0'],
  [{ patchActivationCallback: 'always' }, "'always', which is not a function that answers"],
  [
    { workflowFailureErrorTypes: ['Error'] },
    "an array, which has no workflow types as its keys: write { '*': ['Error']",
  ],
  [
    { workflowFailureErrorTypes: { '*': 'Error' } },
    "workflowFailureErrorTypes['*']: 'Error', which is not a list of the names of errors",
  ],
  [
    { workflowFailureErrorTypes: { order: [TypeError] } },
    "workflowFailureErrorTypes['order'][0]: a function, which is not the name of an error: write 'TypeError'",
  ],
  [{ activityTaskPollerBehavior: 'autoscaling' }, "activityTaskPollerBehavior: 'autoscaling', which is not an object"],
  [
    { activityTaskPollerBehavior: { type: 'simpleMaximum', maximum: 5 } },
    "activityTaskPollerBehavior.type: 'simpleMaximum', which is neither 'simple-maximum' nor 'autoscaling': write 'simple-maximum'",
  ],
  [
    { activityTaskPollerBehavior: { maximum: 5 } },
    "activityTaskPollerBehavior.type: undefined, which is neither 'simple-maximum' nor 'autoscaling'",
  ],
  [
    { workflowTaskPollerBehavior: { type: 'autoscaling', maximum: 3 } },
    'workflowTaskPollerBehavior.initial: undefined, which is more than maximum, which is 3: without a value it is 5',
  ],
  [
    { nexusTaskPollerBehavior: { type: 'autoscaling', minimum: 10, maximum: 5 } },
    'nexusTaskPollerBehavior.minimum: 10, which is more than maximum, which is 5',
  ],
  [
    { nexusTaskPollerBehavior: { type: 'autoscaling', minimum: 10 } },
    'nexusTaskPollerBehavior.initial: undefined, which is less than minimum, which is 10: without a value it is 5',
  ],
  [{ activityTaskPollerBehavior: { type: 'simple-maximum', maximum: '5' } }, "activityTaskPollerBehavior.maximum: '5'"],
  [
    { sinks: { audit: { write: { fn: () => undefined, callDuringReplay: 'false' } } } },
    "sinks.audit.write.callDuringReplay: 'false', which is a text, and so counts as true",
  ],
  [{ tuner: 'resource-based' }, "tuner: 'resource-based', which is not an object: give it tunerOptions"],
  [{ tuner: {} }, 'tuner: an object, which has none of what a tuner is made of'],
  [
    { tuner: { ...tuner, nexusTaskSlotSupplier: undefined } },
    'tuner.nexusTaskSlotSupplier: undefined, which is missing',
  ],
  [
    { tuner: { ...tuner, activityTaskSlotSupplier: { type: 'fixedSize', numSlots: 5 } } },
    "tuner.activityTaskSlotSupplier.type: 'fixedSize', which is neither 'fixed-size' nor 'resource-based' nor 'custom': write 'fixed-size'",
  ],
  [
    { tuner: { ...tuner, activityTaskSlotSupplier: { type: 'fixed-size', numSlots: 0 } } },
    'tuner.activityTaskSlotSupplier.numSlots: 0, which is not a whole number from 1 up',
  ],
  [
    { tuner: { ...tuner, workflowTaskSlotSupplier: { type: 'fixed-size', numSlots: 1 } } },
    'tuner.workflowTaskSlotSupplier.numSlots: 1, which is not a whole number from 2 up',
  ],
  [{ tuner, maxConcurrentNexusTaskExecutions: 5 }, '5, which is not read beside tuner'],
  [
    { workerDeploymentOptions: { useWorkerVersioning: true, defaultVersioningBehavior: 'PINNED' } },
    'workerDeploymentOptions.version: undefined, which is not a version',
  ],
  [
    { workerDeploymentOptions: { useWorkerVersioning: true, version, defaultVersioningBehavior: 'pinned' } },
    "workerDeploymentOptions.defaultVersioningBehavior: 'pinned', which is neither 'PINNED' nor 'AUTO_UPGRADE': write 'PINNED'",
  ],
])('refuses a value that counts as another one (HR2014): %o', (options, words) => {
  expect(() => check(options)).toThrow('[HR2014] The worker of task queue "orders" has ');
  expect(() => check(options)).toThrow(words);
});

it.each<[object, string]>([
  [{ activityTaskPollerBehavior: { type: 'autoscaling', max: 50 } }, 'activityTaskPollerBehavior.maximum'],
  [{ tuner: { tunerOptions: { targetMemory: 0.8, targetCpuUsage: 0.9 } } }, 'tuner.tunerOptions.targetMemoryUsage'],
  [
    { tuner: { ...tuner, activityTaskSlotSupplier: { type: 'fixed-size', slots: 5 } } },
    'tuner.activityTaskSlotSupplier.numSlots',
  ],
  [{ sinks: { audit: { write: { fn: () => undefined, callOnReplay: true } } } }, 'sinks.audit.write.callDuringReplay'],
  [{ gracefulShutdownTimeout: '10s' }, 'shutdownGraceTime'],
  [{ maxConcurrentActivities: 5 }, 'maxConcurrentActivityTaskExecutions'],
  [{ workflowCacheSize: 5 }, 'maxCachedWorkflows'],
])('names the option that was meant (HR2012): %o', (options, meant) => {
  expect(() => check(options)).toThrow(`did you mean ${meant}?`);
});

it.each<[object, string]>([
  [
    { shutdownGraceTime: '30' },
    '[HR2010] The worker of task queue "orders" has shutdownGraceTime: \'30\', which has no unit: it counts as milliseconds.',
  ],
  [
    { shutdownForceTime: 0 },
    '[HR2010] The worker of task queue "orders" has shutdownForceTime: 0, which is over at once: whatever is running is given up',
  ],
  [
    { maxConcurrentActivityTaskPolls: 5 },
    '[HR2014] The worker of task queue "orders" has maxConcurrentActivityTaskPolls: 5, which no supported SDK reads any more: write activityTaskPollerBehavior: { type: \'simple-maximum\', maximum: 5 }.',
  ],
  [
    { activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 5, minimum: 2 } },
    "activityTaskPollerBehavior.minimum: 2, which is read only beside type: 'autoscaling'.",
  ],
  [{ taskQueue: 'orders ' }, "has taskQueue: 'orders ', which begins or ends with a space"],
])('tells of what works otherwise than meant, and lets it be: %o', (options, words) => {
  check(options);
  expect(warn.mock.calls.map(([message]) => String(message)).join('\n')).toContain(words);
});

it.each<[object]>([
  [{ shutdownGraceTime: 0, shutdownForceTime: '24 days', stickyQueueScheduleToStartTimeout: '10s' }],
  [{ shutdownGraceTime: '30000', maxHeartbeatThrottleInterval: 0 }],
  [{ maxConcurrentActivityTaskExecutions: 100, maxConcurrentLocalActivityExecutions: null, maxCachedWorkflows: 0 }],
  [{ nonStickyToStickyPollRatio: 0.2, maxActivitiesPerSecond: 0.5, maxTaskQueueActivitiesPerSecond: 0 }],
  [{ workflowFailureErrorTypes: { '*': ['NondeterminismError'], order: [] }, identity: 'a', buildId: '' }],
  [{ activityTaskPollerBehavior: { type: 'autoscaling' }, nexusTaskPollerBehavior: { type: 'simple-maximum' } }],
  [{ workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 2, initial: 2, maximum: 2 } }],
  [{ tuner, sinks: { audit: { write: { fn: () => undefined, callDuringReplay: false } } } }],
  [{ tuner: { ...resources, activityTaskSlotOptions: { rampThrottle: '50 ms', minimumSlots: 0 } } }],
  [{ tuner: { ...tuner, activityTaskSlotSupplier: { type: 'resource-based', ...resources } } }],
  [{ tuner: { ...tuner, activityTaskSlotSupplier: { type: 'custom', pool: 5, reserveSlot: () => ({}) } } }],
  [{ workerDeploymentOptions: { useWorkerVersioning: true, version, defaultVersioningBehavior: 'AUTO_UPGRADE' } }],
])('says nothing of what is as it should be: %o', (options) => {
  check(options);
  expect(warn).not.toHaveBeenCalled();
});

it.each<[object, string, string]>([
  [
    { maxConcurrentActivityTaskExecutions: '10' },
    'fn worker_new.args[1].x: failed to downcast any to number',
    "has maxConcurrentActivityTaskExecutions: '10'",
  ],
  [
    { shutdownGraceTime: true },
    'Value is not a string or number',
    'has shutdownGraceTime: true, which is not valid: it is not a duration',
  ],
  [
    { maxEagerActivityReservationsPerWorkflowTask: -1 },
    'maxEagerActivityReservationsPerWorkflowTask must be a non-negative integer',
    'has maxEagerActivityReservationsPerWorkflowTask: -1, which is not valid: it is not a whole number from 0 up',
  ],
  [{ identity: '' }, 'Failed to initialize worker: Client identity cannot be empty', "has identity: '', which"],
  [
    { nexusServices: [{ name: 'pay', operations: {} }] },
    "Cannot read properties of undefined (reading 'name')",
    "has nexusServices, which is not valid: nexusServices[0] is the service 'pay' itself, without its handlers",
  ],
  [
    { nexusServices: [{ definition: {} }, undefined] },
    "Cannot read properties of undefined (reading 'definition')",
    'has nexusServices, which is not valid: nexusServices[1] is undefined',
  ],
  [{ useVersioning: true }, 'Must provide a buildId if useVersioning is true', 'has useVersioning: true, which'],
])('names the option that the SDK refuses (HR5015): %o', (options, message, words) => {
  check(options);
  const head = badOptionValue(message, { taskQueue: 'orders', ...options })?.head;
  expect(head).toContain(`The worker of task queue "orders" ${words}`);
});

it('knows nothing of an error whose options are as they should be', () => {
  expect(badOptionValue('what another plugin says', { taskQueue: 'orders' })).toBeUndefined();
});

it('refuses a list of interceptors, of which it is not said what they intercept', () => {
  expect(() => check({ interceptors: [() => ({ inbound: {} })] })).toThrow(
    '[HR2014] The worker of task queue "orders" has interceptors: an array, which is a list: say what they intercept, { activity: [(context) => ({ inbound })] }, or nexus, workflowModules.',
  );
});

it('warns only of a throttle without a unit, which works', () => {
  const supplier = { type: 'resource-based', ...resources, rampThrottle: '50' };
  check({ tuner: { ...tuner, activityTaskSlotSupplier: supplier } });
  expect(warn.mock.calls.map(([message]) => String(message).split('\n', 1)[0])).toEqual([
    `[HR2010] The worker of task queue "orders" has tuner.activityTaskSlotSupplier.rampThrottle: '50', which has no unit: it counts as milliseconds.`,
  ]);
});
