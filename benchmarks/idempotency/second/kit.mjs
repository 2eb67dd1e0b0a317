// What the cases of the second corpus are made with.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const {
  filesystemWorld,
  httpWorld,
  memoryWorld,
  postgresWorld,
  smtpWorld,
  checkIdempotency,
} = require('@handrail/testing');
export const {
  activityInfo,
  ApplicationFailure,
  CancelledFailure,
  Context,
  heartbeat,
  sleep,
} = require('@temporalio/activity');
export const { PGlite } = require('@electric-sql/pglite');

/** Every case, in the order in which it was written: a name, the verdict that was expected, and how to make it. */
export const cases = [];

export function add(name, expected, make) {
  cases.push({ name, expected, make });
}

/** Two calls that differ. */
export function two(first, second) {
  return { args: [first], distinct: [second] };
}
