import { expect, it } from 'vitest';
import { interceptorMethods } from '../../../../test-support/interceptor-methods';
import { CALLED, uncalledFindings } from '../../src/internal/uncalled-interceptors';

const factsOf = (facts: object) =>
  uncalledFindings({ code: 'HR1080', facts, where: 'order', outcome: 'warned' } as never, 'order').map(
    (finding) => finding.facts as { readonly has: string; readonly suggestion?: string },
  );
const entry = (list: string, names: readonly string[]) => ({ list, index: 0, is: 'object', names });

it.each<[object, string, string | undefined]>([
  [entry('inbound', ['execut']), 'has a method execut', 'execute'],
  [entry('inbound', ['signal']), 'has a method signal', 'handleSignal'],
  [entry('outbound', ['executeActivity']), 'has a method executeActivity', 'scheduleActivity'],
  [entry('inbound', ['startTimer']), 'has a method startTimer', 'outbound: [{ startTimer(input, next) { … } }]'],
  [entry('inbound', ['execute', 'handleSignl']), 'has a method handleSignl', 'handleSignal'],
  [{ list: 'inbound', index: 0, is: 'class Tracing {', names: [] }, 'is the class Tracing', undefined],
  [{ list: 'inbound', index: 0, is: '() => new Tracing()', names: [] }, 'is a function', undefined],
  [{ list: 'inbound', index: 0, is: 'string', names: [] }, 'is of type string', undefined],
  [{ list: 'inbound', index: 0, is: 'class Tracing {', names: ['create'] }, 'is the class Tracing', undefined],
])('HR1080 names what nothing calls: %j', (facts, has, suggestion) => {
  const [found, ...others] = factsOf(facts);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ workflow: 'order', place: `${(facts as { list: string }).list}[0]`, has });
  expect(found?.suggestion).toBe(suggestion);
});

it.each([
  [entry('inbound', ['execute', 'helper', 'report'])],
  ...['validate', 'update', 'signal', 'query', 'executeWorkflow', 'handle'].map((name) => [
    entry('inbound', ['execute', name]),
  ]),
  [entry('outbound', ['scheduleActivity', 'sleep', 'startChild', 'executeActivity'])],
  [entry('internals', ['concludeActivation', 'activateV2'])],
  // The SDK passes over what stands for no interceptor, and calls the static methods of a class.
  [{ list: 'inbound', index: 0, is: 'undefined', names: [] }],
  [{ list: 'inbound', index: 0, is: 'class Tracing {', names: ['execute', 'create'] }],
  // One object may stand in both lists.
  [entry('inbound', ['execute', 'startTimer'])],
  [entry('outbound', ['execute', 'startTimer'])],
  [entry('internals', ['activate', 'concludeActivation', 'dispose'])],
  [entry('inbound', ['setUp', 'log'])],
  [{ list: 'future', index: 0, is: 'object', names: ['execut'] }],
])('and says nothing of methods beside those that are called: %j', (facts) => {
  expect(factsOf(facts)).toEqual([]);
});

it('finds the same again for the next execution, whatever has come in between', () => {
  const facts = entry('inbound', ['execut']);
  const [first] = factsOf(facts);
  expect(factsOf(entry('inbound', ['execute']))).toEqual([]);
  expect(factsOf(facts)[0]).toBe(first);
});

it.each(['inbound', 'outbound', 'internals'] as const)('knows what the installed SDK calls of %s', (list) => {
  expect([...CALLED[list]].sort()).toEqual(interceptorMethods(import.meta.url)[list]);
});
