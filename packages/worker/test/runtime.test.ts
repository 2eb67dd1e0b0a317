import * as sdk from '@temporalio/worker';
import { expect, it } from 'vitest';
import { DefaultLogger, Runtime } from '../src';

it('is the SDK’s, and gives the lines of the installed logger their codes', () => {
  const lines: unknown[] = [];
  const logger = new DefaultLogger('INFO', ({ level, message, meta }) =>
    lines.push({ level, message, code: meta?.['code'] }),
  );
  const runtime = Runtime.install({ logger });
  expect(sdk.Runtime.instance()).toBe(runtime);
  expect(runtime).toBeInstanceOf(Runtime);
  runtime.logger.warn('Activity failed', { error: new Error('fetch failed') });
  runtime.logger.warn('Workflow failed', {
    error: new Error('[HR1010] Workflow "order" threw Error: no such customer'),
  });
  expect(lines).toEqual([
    { level: 'WARN', message: 'Activity failed', code: undefined },
    {
      level: 'WARN',
      message: 'Workflow failed [HR1010] Workflow "order" threw Error: no such customer',
      code: 'HR1010',
    },
  ]);
});

it('refuses to be installed twice, as the SDK does', () => {
  expect(() => Runtime.install({})).toThrow(sdk.IllegalStateError);
});
