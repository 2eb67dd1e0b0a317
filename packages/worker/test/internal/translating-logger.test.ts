import { DefaultLogger, type LogEntry } from '@temporalio/worker';
import { expect, it } from 'vitest';
import { translatingLogger } from '../../src/internal/translating-logger';

function logger(): { readonly lines: Pick<LogEntry, 'level' | 'message' | 'meta'>[]; readonly own: DefaultLogger } {
  const lines: Pick<LogEntry, 'level' | 'message' | 'meta'>[] = [];
  const own = new DefaultLogger('INFO', ({ level, message, meta }) => lines.push({ level, message, meta }));
  return { lines, own };
}

const HEAD = '[HR1010] Workflow "order" threw Error: no such customer';

it('gives a line about an error of ours its code and its head line', () => {
  const { lines, own } = logger();
  const error = new Error(`${HEAD}\n  Why:     because`);
  translatingLogger(own).warn('Workflow failed', { error, workflowType: 'order' });
  expect(lines).toEqual([
    { level: 'WARN', message: `Workflow failed ${HEAD}`, meta: { error, workflowType: 'order', code: 'HR1010' } },
  ]);
});

it('finds it in what the core prints of a failure', () => {
  const { lines, own } = logger();
  const failure =
    'Failure { failure: Some(Failure { message: "[HR1010] Workflow \\"order\\" threw Error: no such customer\\n  Why:     x", source: "" }) }';
  translatingLogger(own).warn(`Failing workflow task failure=${failure}`);
  translatingLogger(own).warn('Failing workflow task', { failure });
  expect(lines.map(({ message }) => message.slice(message.lastIndexOf(' [HR') + 1))).toEqual([HEAD, HEAD]);
  expect(lines.map(({ meta }) => meta?.['code'])).toEqual(['HR1010', 'HR1010']);
});

it('leaves every other line as it is, also to a log method of another name', () => {
  const { lines, own } = logger();
  const translating = translatingLogger(own);
  translating.info('Worker state changed', { state: 'RUNNING' });
  translating.error('Worker failed', { error: new Error('card declined') });
  translating.log('WARN', 'careful');
  translating.warn(`${HEAD}\n  Why: x`, { code: 'HR1010' });
  translating.debug('too fine');
  expect(lines).toEqual([
    { level: 'INFO', message: 'Worker state changed', meta: { state: 'RUNNING' } },
    { level: 'ERROR', message: 'Worker failed', meta: { error: new Error('card declined') } },
    { level: 'WARN', message: 'careful', meta: undefined },
    { level: 'WARN', message: `${HEAD}\n  Why: x`, meta: { code: 'HR1010' } },
  ]);
});

it('loses no line over an error that cannot be read', () => {
  const { lines, own } = logger();
  const error = Object.defineProperty(new Error('x'), 'message', {
    get() {
      throw new Error('unreadable');
    },
  });
  translatingLogger(own).warn('Activity failed', { error });
  expect(lines.map(({ message }) => message)).toEqual(['Activity failed']);
});

it('is the logger that it was given in all else', () => {
  const { own } = logger();
  const flushed: string[] = [];
  const buffering = Object.assign(own, { flush: () => void flushed.push(own.level) });
  const translating = translatingLogger(buffering);
  translating.flush();
  expect(flushed).toEqual(['INFO']);
  expect(translating.level).toBe('INFO');
  expect(translating).toBeInstanceOf(DefaultLogger);
});

it('says of options that a prebuilt bundle makes useless what to do', () => {
  const { lines, own } = logger();
  const message = 'Ignoring WorkerOptions.bundlerOptions because WorkerOptions.workflowBundle is set';
  translatingLogger(own).warn(message, { taskQueue: 'orders' });
  expect(lines).toEqual([
    {
      level: 'WARN',
      message: `${message} [HR2014] The worker of task queue "orders" has bundlerOptions: a value, which takes no effect beside workflowBundle: keep one of them, and give the rest to the call of bundleWorkflowCode that makes the bundle.`,
      meta: { taskQueue: 'orders', code: 'HR2014' },
    },
  ]);
});

it('words what the sandbox has refused without words', () => {
  const { lines, own } = logger();
  const facts = {
    subject: 'Activity "charge"',
    field: 'startToCloseTimeout',
    value: "'3 weekz'",
    reason: 'is not a duration',
  };
  const error = new Error(
    [
      `[HR2010] ${JSON.stringify(facts)}`,
      '  Fix:     npx handrail explain HR2010',
      JSON.stringify([['HR2010', facts]]),
    ].join('\n'),
  );
  translatingLogger(own).warn('Workflow failed', { error });
  expect(lines.map(({ message }) => message)).toEqual([
    `Workflow failed [HR2010] Activity "charge" has startToCloseTimeout: '3 weekz', which is not a duration.`,
  ]);
});
