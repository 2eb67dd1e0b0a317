import { expect, it } from 'vitest';
import { placeOf } from '../../../src/internal/workflow-failures/code-place';

const stack = (file: string) => `TypeError: no\n    at order (${file}:12:3)\n    at Activator.start (node:vm:1:1)`;

it.each([
  // What a user may well call packages and folders of their own.
  '/home/me/shop/packages/workflow/src/order.ts',
  '/home/me/shop/packages/common/src/money.ts',
  '/home/me/handrail/src/workflows.ts',
])('takes %s for the user’s own', (file) => {
  expect(placeOf(stack(file))).toEqual({ place: `${file}:12` });
});

it.each([
  '/home/me/shop/node_modules/@handrail/workflow/src/timers.ts',
  '/home/me/shop/node_modules/@temporalio/workflow/src/workflow.ts',
  require.resolve('@handrail/workflow'),
])('takes %s for machinery', (file) => {
  expect(placeOf(stack(file))).toEqual({});
});
