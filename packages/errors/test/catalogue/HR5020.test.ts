import { expect, it } from 'vitest';
import { HR5020 } from '../../src';

it('says what was read of which activity', () => {
  const { message } = HR5020.error({ activityType: 'find', member: 'db' });
  expect(message).toBe(
    [
      '[HR5020] Activity "find" reads this.db, and has no this: it is registered as a function without its object.',
      '  Why:     a worker calls activities as plain functions. A method that is taken off its object forgets it, so each attempt fails in the same way, until its timeouts are over.',
      '  Fix:     bind it where the worker is created, activities: { find: orders.find.bind(orders) }, or make it a property that is an arrow function, find = async (…) => { … }.',
      '  Docs:    https://handrail.dev/errors/HR5020        (offline: npx handrail explain HR5020)',
    ].join('\n'),
  );
});

it.each([
  [
    { activityType: 'orders.find', member: '#db' },
    'Activity "orders.find" reads this.#db, and has no this: it is registered as a function without its object.',
    "bind it where the worker is created, activities: { 'orders.find': orders.method.bind(orders) }, or make it a property that is an arrow function, method = async (…) => { … }.",
  ],
] as const)('words it by the case: %o', (facts, head, fix) => {
  const problem = HR5020.problem(facts);
  expect(problem.head).toBe(head);
  expect(problem.fix).toBe(fix);
});
