import { describe, expect, it } from 'vitest';
import { handlerFindings } from '../src/handler-options';

const findings = (call: string, fields: unknown) =>
  handlerFindings({ code: 'HR2018', where: 'order', outcome: 'warned', facts: { call, name: 'pay', fields } })?.map(
    ({ code, facts }) => ({ code, ...facts }),
  );
const options: [string, string] = ['', 'object'];

describe('the options of a handler', () => {
  it.each<[string, unknown[]]>([
    ['update', [options]],
    ['update', [options, ['validator', 'function'], ['unfinishedPolicy', 'number'], ['description', 'string']]],
    ['update', [options, ['validator', 'undefined']]],
    ['signal', [options, ['unfinishedPolicy', 'number'], ['description', 'string']]],
    ['query', [options, ['description', 'string']]],
    // Somebody else's key.
    ['signal', [options, ['tenant', 'string']]],
  ])('of %s may be %j', (call, fields) => {
    expect(findings(call, fields)).toEqual([]);
  });

  it.each([
    ['signal', 'only updates have'],
    ['query', 'only updates have'],
  ])('of %s hold a validator that nobody calls', (call, reason) => {
    expect(findings(call, [options, ['validator', 'function']])).toEqual([
      { code: 'HR2014', subject: `The handler of ${call} "pay"`, field: 'validator', value: 'a function', reason },
    ]);
  });

  it('of a query have no policy for what is unfinished', () => {
    expect(findings('query', [options, ['unfinishedPolicy', 'number']])).toMatchObject([
      { code: 'HR2014', field: 'unfinishedPolicy', reason: 'only signals and updates have' },
    ]);
  });

  it.each([
    ['validater', 'validator'],
    ['validators', 'validator'],
    ['validate', 'validator'],
    ['unfinishedPolicies', 'unfinishedPolicy'],
    ['descripton', 'description'],
  ])('hold a slip: %s', (field, suggestion) => {
    expect(findings('update', [options, [field, 'function']])).toEqual([
      { code: 'HR2018', subject: 'The handler of update "pay"', field, suggestion },
    ]);
  });

  it.each([
    ['validator', 'string', 'a string', 'is not a function'],
    ['unfinishedPolicy', 'string', 'a string', 'is none of the constants of HandlerUnfinishedPolicy'],
    ['description', 'object', 'an object', 'is not a text'],
  ])('have another form: %s as %s', (field, type, value, reason) => {
    expect(findings('update', [options, [field, type]])).toMatchObject([{ code: 'HR2014', field, value, reason }]);
  });

  it.each([
    ['update', 'function', 'a function', 'is not an object with options: write { validator: … }'],
    ['signal', 'function', 'a function', 'is not an object with options'],
    ['query', 'string', 'a string', 'is not an object with options'],
  ])('of %s are a %s', (call, type, value, reason) => {
    expect(
      findings(call, [
        ['', type],
        ['0', 'string'],
      ]),
    ).toMatchObject([{ code: 'HR2014', field: 'options', value, reason }]);
  });
});

it.each<[string, unknown]>([
  ['activity', [options]],
  ['undefined', [options]],
  ['toString', [options]],
  ['update', 'nonsense'],
])('knows nothing of other calls and other shapes: %s', (call, fields) => {
  expect(findings(call, fields)).toBeUndefined();
});
