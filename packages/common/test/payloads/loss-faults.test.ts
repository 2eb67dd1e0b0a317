import { describe, expect, it } from 'vitest';
import type { Loss } from '../../src/finding';
import { lossFaults } from '../../src/payloads/loss-faults';

class Money {
  constructor(readonly cents: number) {}
  add(): Money {
    return this;
  }
}

/** As workflow code notes it of the part of a value that stands at `path`. */
function lossOf(part: unknown, path: Loss[0]): Loss {
  return [path, Object.prototype.toString.call(part), (part as object | undefined)?.constructor.name];
}

const ROOT = ['args', 0];

it.each([
  ['a Date', new Date(0), 'date', 'a Date', 'a string'],
  ['a Date that is none', new Date(NaN), 'invalid-date', 'a Date', 'null'],
  ['a Map', new Map([[1, 2]]), 'collection', 'a Map', '{}'],
  ['a WeakMap', new WeakMap(), 'weak', 'a WeakMap', '{}'],
  ['NaN', NaN, 'number', 'NaN or infinite', 'null'],
  ['a promise', Promise.resolve(1), 'promise', 'a Promise', 'an object without what it resolves to'],
  ['bytes', new Uint8Array([1]), 'bytes', 'a Uint8Array', 'an object with a key for each element'],
  ['numbers', new Float64Array([1]), 'elements', 'a Float64Array', 'an object with a key for each element'],
  ['an error', new RangeError('x'), 'error', 'a RangeError', 'an object without its message'],
  ['a function', () => 1, 'function', 'a function', 'nothing'],
  ['an iterator', [1].values(), 'generator', 'an iterator', '{}'],
  ['an instance', new Money(5), 'instance', 'a Money', 'a plain object without its methods'],
  ['an instance without fields', new (class Empty {})(), 'instance', 'an Empty', '{}'],
  ['what gives a list', { toJSON: () => [1] }, 'to-json', 'an object', 'an array'],
  ['what gives nothing', { toJSON: () => undefined }, 'to-json', 'an object', 'nothing'],
  ['what gives a boolean', { toJSON: () => true }, 'to-json', 'an object', 'a boolean'],
])('tells of %s what it is and what arrives', (_, part, kind, is, arrives) => {
  const value = { order: { part } };
  const arrived: unknown = JSON.parse(JSON.stringify(value));
  expect(lossFaults([lossOf(part, ['order', 'part'])], arrived, ROOT)).toEqual([
    { path: 'args[0].order.part', kind, is, arrives },
  ]);
});

it('follows its path into what a member was turned into, and no further', () => {
  const loss = lossOf(new Date(0), ['order', 'at']);
  expect(lossFaults([loss], null, ROOT)).toMatchObject([{ arrives: 'nothing' }]);
  expect(lossFaults([loss], { order: 'text' }, ROOT)).toMatchObject([{ arrives: 'nothing' }]);
  expect(lossFaults([lossOf(new Date(0), ['__proto__', 'at'])], { order: 1 }, ROOT)).toMatchObject([
    { arrives: 'nothing' },
  ]);
});

describe('the handle of a workflow', () => {
  const methods = ['signal', 'cancel', 'result'];

  it('is told as one, not as three functions', () => {
    const losses = methods.map((name) => lossOf(() => 1, ['child', name]));
    expect(lossFaults(losses, { child: { workflowId: 'a' } }, ROOT)).toEqual([
      { path: 'args[0].child', kind: 'handle', is: 'the handle of a workflow', arrives: 'its ids' },
    ]);
  });

  it('is not seen in an object with another function', () => {
    const losses = [...methods, 'retry'].map((name) => lossOf(() => 1, ['child', name]));
    expect(lossFaults(losses, {}, ROOT).map(({ kind }) => kind)).toEqual(Array(4).fill('function'));
  });
});
