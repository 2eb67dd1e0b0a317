// What a team does without a harness, with as many runs: twice in a row, twice at once, errors at random places.
import { AsyncLocalStorage } from 'node:async_hooks';
import { isDeepStrictEqual } from 'node:util';

/** Each gives whether it finds anything wrong. */
export const baselines = {
  'twice in a row': (activity, options, _budget, testing) =>
    compare(activity, options, testing, async (run) => {
      await run();
      await run();
    }),
  'twice at once': (activity, options, _budget, testing) =>
    compare(activity, options, testing, async (run) => {
      await Promise.all([run(), run()]);
    }),
  'random faults': async (activity, options, budget, testing) => {
    const random = numbers(1);
    for (let count = 0; count < Math.min(budget, 40); count++) {
      const at = Math.floor(random() * 6);
      const isAfter = random() < 0.5;
      const isFound = await compare(activity, options, testing, async (run) => {
        await run({ at, isAfter });
        await run();
      });
      if (isFound) return true;
    }
    return false;
  },
};

const faults = new AsyncLocalStorage();

async function compare(activity, { args, world }, _testing, schedule) {
  const restore = skipTime();
  const worlds = Array.isArray(world) ? world : [world];
  const detach = [];
  const gate = async (_effect, perform) => {
    const fault = faults.getStore();
    if (fault === undefined) return perform();
    const isHere = fault.count++ === fault.at;
    if (isHere && !fault.isAfter) throw new Error('fault');
    const value = await perform();
    if (isHere) throw new Error('fault');
    return value;
  };
  for (const each of worlds) if (each.attach) detach.push(await each.attach(gate));
  try {
    const states = [];
    for (const how of [(run) => run(), schedule]) {
      for (const each of worlds) await each.reset();
      await how((fault) => faults.run({ ...fault, count: 0 }, () => call(activity, args)));
      states.push(await snapshot(worlds));
    }
    return !isDeepStrictEqual(states[0], states[1]);
  } finally {
    for (const each of detach.reverse()) await each();
    restore();
  }
}

/** Lets waiting cost nothing; real connections keep their timers, which are longer than any run. */
function skipTime() {
  const { setTimeout: wait } = globalThis;
  const { now } = Date;
  let offset = 0;
  Date.now = () => now() + offset;
  globalThis.setTimeout = (callback, delay = 0, ...args) => {
    if (faults.getStore() === undefined) return wait(callback, delay, ...args);
    return wait(() => {
      offset += delay;
      callback(...args);
    }, 0);
  };
  return () => {
    globalThis.setTimeout = wait;
    Date.now = now;
  };
}

async function snapshot(worlds) {
  const state = {};
  for (const each of worlds) state[each.name] = plain(await each.snapshot());
  return withoutVarying(state);
}

/** An activity runs in a context of its own, as in the check. */
async function call(activity, args) {
  const { MockActivityEnvironment } = await import('@temporalio/testing');
  const silent = { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} };
  const fn = typeof activity === 'function' ? activity : activity.create();
  await new MockActivityEnvironment({ startToCloseTimeoutMs: 1000 }, { logger: silent })
    .run(fn, ...structuredClone(args))
    .catch(() => undefined);
}

function plain(value) {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, each]) => [String(key), plain(each)]));
  if (value instanceof Set) return [...value].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date || typeof value !== 'object' || value === null)
    return typeof value === 'function' ? undefined : value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

/** What a careful team would leave out: ids and times. */
function withoutVarying(value, key = '') {
  if (
    /^(id|uuid|at|created|created_at|createdAt|updatedAt|paidAt|sequence|next|messageId|number)$/.test(key) &&
    typeof value !== 'object'
  )
    return undefined;
  if (Array.isArray(value)) return value.map((each) => withoutVarying(each));
  if (typeof value !== 'object' || value === null || value instanceof Date)
    return value instanceof Date ? undefined : value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutVarying(each, name)]));
}

function numbers(seed) {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
