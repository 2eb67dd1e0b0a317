// Activities made of steps at random: right exactly if every step is.
import { activityInfo, heartbeat } from '@temporalio/activity';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkIdempotency, memoryWorld } from '../../src/idempotency';

const makeStore = () => ({
  rows: new Map<string, number>(),
  list: [] as { name: string; at: Date }[],
  total: 1_000,
  async put(name: string, value: number) {
    this.rows.set(name, value);
  },
  async putOnce(name: string, value: number) {
    if (!this.rows.has(name)) this.rows.set(name, value);
    return this.rows.get(name);
  },
  async pushOnce(name: string) {
    if (!this.list.some((each) => each.name === name)) this.list.push({ name, at: new Date() });
  },
  async push(name: string) {
    this.list.push({ name, at: new Date() });
  },
  async subtract(value: number) {
    this.total -= value;
  },
  async has(name: string) {
    return this.rows.has(name);
  },
});

type Store = ReturnType<typeof makeStore>;
type Step = (store: Store, name: string, value: number) => Promise<unknown>;

const RIGHT: Record<string, Step> = {
  put: (store, name, value) => store.put(name, value),
  putOnce: (store, name, value) => store.putOnce(name, value),
  pushOnce: (store, name) => store.pushOnce(name),
  look: (store, name) => store.has(name),
  beat: async (_store, name) => heartbeat(name),
  nothing: async () => undefined,
};
const WRONG: Record<string, Step> = {
  push: (store, name) => store.push(name),
  subtract: (store, _name, value) => store.subtract(value),
  keyOfAttempt: (store, name, value) => store.put(`${name}-${activityInfo().attempt}`, value),
  lookThenPush: async (store, name, value) => {
    if (await store.has(`pushed-${name}`)) return;
    await store.push(name);
    await store.put(`pushed-${name}`, value);
  },
};

const STEPS: Record<string, Step> = { ...RIGHT, ...WRONG };
const anyStep = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...Object.keys(RIGHT)) },
  { weight: 1, arbitrary: fc.constantFrom(...Object.keys(WRONG)) },
);
const anyActivity = fc.record({
  steps: fc.array(anyStep, { maxLength: 6 }),
  isParallel: fc.boolean(),
  doesRetry: fc.boolean(),
  value: fc.integer({ min: 1, max: 900 }),
});

it('an activity is idempotent exactly if each of its steps is', async () => {
  await fc.assert(
    fc.asyncProperty(anyActivity, async ({ steps, isParallel, doesRetry, value }) => {
      const store = makeStore();
      const activity = async (id: string, cents: number) => {
        const perform = async () => {
          await store.putOnce(`${id}-begun`, cents);
          const work = steps.map((name, index) => async () => STEPS[name]?.(store, `${id}-${name}-${index}`, cents));
          if (isParallel) await Promise.all(work.map((step) => step()));
          else for (const step of work) await step();
        };
        try {
          await perform();
        } catch (error) {
          if (!doesRetry) throw error;
          await perform();
        }
        return { id, cents };
      };
      const report = await checkIdempotency(activity, {
        args: ['one', value],
        distinct: ['two', value],
        world: memoryWorld(store),
      });
      const isWrong = steps.some((name) => name in WRONG);
      expect(
        [report.verdict, ...report.reasons],
        report.findings.map(({ plan, message }) => `${plan}: ${message}`).join('\n'),
      ).toEqual([isWrong ? 'DUPLICATE_EFFECT' : 'IDEMPOTENT']);
    }),
    { numRuns: 60, seed: 20_261_125 },
  );
}, 120_000);
