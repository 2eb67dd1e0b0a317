import { afterEach, expect, it } from 'vitest';
import { interceptorMethods } from '../../../test-support/interceptor-methods';
import { interceptors, METHODS } from '../src/checked-interceptors';

type Method = (input?: unknown, next?: (input?: unknown) => unknown) => unknown;
type List = Record<string, Method>[];

const holder = globalThis as { __TEMPORAL_ACTIVATOR__?: unknown };
afterEach(() => delete holder.__TEMPORAL_ACTIVATOR__);

/** An execution with these interceptors, and what is told of them. */
function executionWith(lists: { inbound?: List; outbound?: List }) {
  const { inbound = [], outbound = [] } = lists;
  const sinkCalls: { args: [code: string, facts: object] }[] = [];
  holder.__TEMPORAL_ACTIVATOR__ = { interceptors: { inbound, outbound, internals: [] }, sinkCalls, info: {} };
  expect(interceptors()).toEqual({});
  return { inbound, outbound, told: () => sinkCalls.map(({ args: [code, facts] }) => [code, facts]) };
}

const method = (list: List, name: string) => (list[0]![name] as Method).bind(list[0]);
const settle = () => new Promise(setImmediate);

it('passes on the very promise that a method returns', () => {
  const promise = Promise.resolve('paid');
  const { outbound, told } = executionWith({ outbound: [{ scheduleActivity: (input, next) => next!(input) }] });
  expect(method(outbound, 'scheduleActivity')({}, () => promise)).toBe(promise);
  expect(told()).toEqual([]);
});

it('leaves a rejection that nobody handles as it is', async () => {
  const unhandled: unknown[] = [];
  const listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (error) => void unhandled.push(error));
  try {
    const passing: Method[] = [(input, next) => next!(input), async (input, next) => await next!(input)];
    for (const scheduleActivity of passing) {
      const { outbound } = executionWith({ outbound: [{ scheduleActivity }] });
      void method(outbound, 'scheduleActivity')({}, () => Promise.reject(new Error('declined')));
    }
    await settle();
    expect(unhandled).toEqual([new Error('declined'), new Error('declined')]);
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const listener of listeners) process.on('unhandledRejection', listener);
  }
});

it('keeps what is a class, with its private fields, and what it does not look at', async () => {
  class Metrics {
    #count = 0;
    async execute(input: unknown, next: (input: unknown) => Promise<unknown>) {
      this.#count += 1;
      return [this.#count, await next(input)];
    }
    validateUpdate = () => ({ count: this.#count });
  }
  const { inbound, told } = executionWith({ inbound: [new Metrics() as unknown as Record<string, Method>] });
  expect(inbound[0]).toBeInstanceOf(Metrics);
  expect(await method(inbound, 'execute')({}, async () => 'done')).toEqual([1, 'done']);
  expect(method(inbound, 'validateUpdate')()).toEqual({ count: 1 });
  expect(told()).toEqual([]);
});

it.each<[string, Method, object | undefined]>([
  ['execute', async () => undefined, { mistake: 'no next', value: 'undefined' }],
  ['execute', (input, next) => void next!(input), { mistake: 'no result', value: 'undefined' }],
  ['execute', () => 'secret', { mistake: 'no next', value: 'a string' }],
  ['execute', async (input, next) => void (await next!(input)), { mistake: 'no result', value: 'undefined' }],
  ['execute', async (_, next) => await next!(), { mistake: 'no input', value: 'undefined' }],
  [
    'execute',
    async (_, next) => (await settle(), void (await next!({}))),
    { mistake: 'no result', value: 'undefined' },
  ],
  ['execute', async (_, next) => (await settle(), await next!({})), undefined],
  ['handleSignal', async (input, next) => void (await next!(input)), undefined],
])('looks at %s, given %s', async (name, given, facts) => {
  const { inbound, told } = executionWith({ inbound: [{ [name]: given }] });
  await method(inbound, name)({}, async () => 'done');
  await settle();
  await settle();
  expect(told()).toEqual(
    facts === undefined ? [] : [['HR1072', { interceptor: 'inbound[0]', method: name, ...facts }]],
  );
});

const passing: Record<string, Method> = { execute: async (input, next) => await next!(input) };

it.each([
  ['frozen', Object.freeze({ ...passing })],
  ['without a prototype', Object.assign(Object.create(null) as typeof passing, passing)],
])('looks at one that is %s', async (_, interceptor) => {
  const { inbound, told } = executionWith({ inbound: [interceptor] });
  expect(await method(inbound, 'execute')({}, () => 'done')).toBe('done');
  await method(inbound, 'execute')(undefined, () => 'done');
  expect(told()).toEqual([
    ['HR1072', { interceptor: 'inbound[0]', method: 'execute', mistake: 'no input', value: 'undefined' }],
  ]);
});

it('sets fields of the interceptor itself', () => {
  const interceptor = { execute: () => 'done', count: 0 };
  const { inbound } = executionWith({ inbound: [interceptor as never] });
  (inbound[0] as unknown as typeof interceptor).count = 3;
  expect(interceptor.count).toBe(3);
});

it('looks once, however often it is in a bundle, and passes over what is no interceptor', () => {
  const inbound = [undefined, { execute: () => Promise.resolve() }] as unknown as List;
  executionWith({ inbound });
  const [, once] = inbound;
  interceptors();
  expect(inbound).toEqual([undefined, once]);
  expect(inbound[1]).toBe(once);
});

it.each<[string, { inbound?: List; outbound?: List }, object | undefined]>([
  ['a method that nobody calls', { inbound: [{ execut: () => undefined }] }, { list: 'inbound', names: ['execut'] }],
  [
    'a method of the other list',
    { inbound: [{ getLogAttributes: () => ({}) }] },
    { list: 'inbound', names: ['getLogAttributes'] },
  ],
  ['methods that are called', { outbound: [{ getLogAttributes: () => ({}) }] }, undefined],
])('hands out the names of methods where one is not called: %s', (_, lists, told) => {
  const expected = told === undefined ? [] : [['HR1080', { ...told, index: 0, is: 'object' }]];
  expect(executionWith(lists).told()).toEqual(expected);
});

it('hands out nothing of helpers beside a method that is called, unless they look like another', () => {
  const execute: Method = (input, next) => next!(input);
  const told = (...names: string[]) =>
    executionWith({ inbound: [{ execute, ...Object.fromEntries(names.map((name) => [name, execute])) }] }).told();
  expect(told('helper', 'update', 'handle', 'executed', 'constructor')).toEqual([]);
  for (const name of ['handleSignl', 'HandleQuery'])
    expect(told(name)).toEqual([['HR1080', { list: 'inbound', index: 0, is: 'object', names: ['execute', name] }]]);
});

class Static {
  static execute: Method = (input, next) => next!(input);
}
class Unmade {
  static create = () => new Unmade();
}

it('passes over what stands for no interceptor, and a class with a static method that is called', () => {
  const inbound = [false, null, undefined, Static, Unmade] as unknown as List;
  expect(executionWith({ inbound }).told()).toEqual([
    ['HR1080', { list: 'inbound', index: 4, is: expect.stringMatching(/^class Unmade /), names: ['create'] }],
  ]);
});

it.each(['inbound', 'outbound', 'internals'] as const)('knows what the installed SDK calls of %s', (list) => {
  expect(Object.keys(METHODS[list]).sort()).toEqual(interceptorMethods(import.meta.url)[list]);
});
