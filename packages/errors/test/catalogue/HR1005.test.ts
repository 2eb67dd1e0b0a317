import { expect, it } from 'vitest';
import { HR1005 } from '../../src';

it('says what was thrown and where, and that no workflow of the bundle can run', () => {
  const { message } = HR1005.error({
    error: "Cannot read properties of undefined (reading 'url')",
    place: 'src/config.ts:3',
  });
  expect(message).toBe(
    [
      "[HR1005] Workflow code throws while it is loaded (src/config.ts:3): Cannot read properties of undefined (reading 'url')",
      '  Why:     no workflow of this bundle can run, whatever it imports: each of their tasks is retried until a fix is deployed.',
      '  Fix:     move what throws from the top of the module into the workflow function, or into an activity.',
      '  Docs:    https://handrail.dev/errors/HR1005        (offline: npx handrail explain HR1005)',
    ].join('\n'),
  );
});

it('gives the circle of imports', () => {
  const error = "ReferenceError: Cannot access 'RATE' before initialization";
  const { why, fix } = HR1005.problem({ error, cycle: ['src/a.ts', 'src/b.ts', 'src/a.ts'] });
  expect(why).toBe(
    'src/a.ts → src/b.ts → src/a.ts import each other in a circle: what one of them takes of the next is not there yet when it is loaded. So no workflow of this bundle can run, whatever it imports: each of their tasks is retried until a fix is deployed.',
  );
  expect(fix).toBe(
    'break the circle: put what both need into a file that imports neither, or use it only inside of functions, which run later.',
  );
  expect(HR1005.problem({ error, early: true }).fix).toMatch(/^look for files that import each other in a circle/);
});
