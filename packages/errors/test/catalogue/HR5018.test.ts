import { expect, it } from 'vitest';
import { HR5018 } from '../../src';

it('gives the order in which a connection is closed', () => {
  const { message } = HR5018.error({ kind: 'connection in use' });
  expect(message).toBe(
    [
      '[HR5018] A connection is closed while workers use it.',
      '  Why:     the workers could not report what they have done. The connection stays open.',
      '  Fix:     end the workers first: worker.shutdown(); await running; await connection.close().',
      '  Docs:    https://handrail.dev/errors/HR5018        (offline: npx handrail explain HR5018)',
    ].join('\n'),
  );
});

const taskQueue = 'orders';

it.each([
  [{ kind: 'run twice', taskQueue }, 'The worker of task queue "orders" is run a second time.', /make another worker/],
  [
    { kind: 'not running', taskQueue, state: 'INITIALIZED' },
    'The worker of task queue "orders" cannot be shut down: it is INITIALIZED.',
    /keep worker\.run\(\) first/,
  ],
  [
    { kind: 'not running', state: 'STOPPED' },
    'The worker cannot be shut down: it is STOPPED.',
    /shut a worker down once/,
  ],
  [
    { kind: 'connection closed', taskQueue },
    'The worker of task queue "orders" is given a connection that has been closed.',
    /connect anew/,
  ],
  [
    { kind: 'torn down twice' },
    'teardown() of a test environment is called a second time.',
    /once for each environment/,
  ],
  [
    { kind: 'torn down early' },
    'A test environment is torn down while workers use its connection.',
    /end the workers first.*then await environment\.teardown\(\)/,
  ],
  [{ kind: 'installed twice' }, 'Runtime.install is called a second time.', /once, at the start of the program/],
  [{ kind: 'installed late' }, 'Runtime.install is called after a runtime was made already.', /once, at the start/],
] as const)('says what is out of turn: %o', (facts, head, fix) => {
  const problem = HR5018.problem(facts);
  expect(problem.head).toBe(head);
  expect(problem.fix).toMatch(fix);
});
