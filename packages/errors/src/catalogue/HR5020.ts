import { defineError } from '../define-error';

export const HR5020 = defineError<{
  activityType: string;
  /** What was read of `this`: `db`. */
  member: string;
}>({
  code: 'HR5020',
  title: 'An activity has lost its this',
  disposition: 'report',
  head: ({ activityType, member }) =>
    `Activity "${activityType}" reads this.${member}, and has no this: it is registered as a function without its object.`,
  why: () =>
    'a worker calls activities as plain functions. A method that is taken off its object forgets it, so each attempt fails in the same way, until its timeouts are over.',
  fix: ({ activityType }) =>
    `bind it where the worker is created, activities: { ${keyOf(activityType)}: orders.${memberOf(activityType)}.bind(orders) }, or make it a property that is an arrow function, ${memberOf(activityType)} = async (…) => { … }.`,
  example: { activityType: 'findOrder', member: 'db' },
});

function keyOf(name: string): string {
  return isName(name) ? name : `'${name}'`;
}

function memberOf(name: string): string {
  return isName(name) ? name : 'method';
}

function isName(text: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(text);
}
