import { expect, it } from 'vitest';
import { explainCalls } from '../src';

const path = ['charge'];
const explain = (error: unknown, called: readonly string[]) => new Error(`${called.join('.')}: ${String(error)}`);

it('explains what a function throws, and what it rejects with where results are looked at', async () => {
  const thrown = explainCalls(
    () => {
      throw new TypeError('no');
    },
    { path, explain },
  );
  expect(thrown).toThrow('charge: TypeError: no');
  const rejected = async () => {
    throw new TypeError('no');
  };
  await expect(explainCalls(rejected, { path, explain, results: true })()).rejects.toThrow('charge: TypeError: no');
  await expect(explainCalls(rejected, { path, explain })()).rejects.toThrow(/^no$/);
});

it('says by which name a member was called, and the functions that a call returns', () => {
  const fail = () => {
    throw new TypeError('no');
  };
  expect(() => explainCalls({ info: fail }, { path, explain }).info()).toThrow('charge.info: TypeError: no');
  expect(() => explainCalls(() => ({ info: fail }), { path, explain, results: true })().info()).toThrow('charge.info');
});

it('gives back what a function returns, the very same', () => {
  const value = { a: 1 };
  expect(explainCalls(() => value, { path, explain })()).toBe(value);
});

it('keeps this, properties, classes and what can never change', () => {
  class Scope {
    static count = 3;
    static current(): unknown {
      return this;
    }
    readonly own = 1;
  }
  const explained = explainCalls(Scope, { path, explain });
  expect(explained.count).toBe(3);
  expect(new explained()).toBeInstanceOf(Scope);
  expect(new Scope()).toBeInstanceOf(explained);
  expect(explained.prototype).toBe(Scope.prototype);
  const frozen = Object.freeze({ call: () => 1 });
  expect(explainCalls(frozen, { path, explain }).call).toBe(frozen.call);
});

it.each([1, 'text', null, undefined])('leaves %s as it is', (value) => {
  expect(explainCalls(value, { path, explain })).toBe(value);
});
