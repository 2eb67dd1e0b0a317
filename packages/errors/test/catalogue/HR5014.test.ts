import { expect, it } from 'vitest';
import { HR5014 } from '../../src';

it('names the sink and what it threw', () => {
  const { message } = HR5014.error({ mistake: 'throws', sink: 'metrics.count', error: 'connect ECONNREFUSED' });
  expect(message).toBe(
    [
      '[HR5014] Sink "metrics.count" threw: connect ECONNREFUSED',
      '  Why:     the SDK logs it and goes on: what the sink is for, such as a metric or an export, is lost, and the workflow does not know.',
      '  Fix:     catch what can go wrong in the sink itself: nothing that it throws reaches the workflow.',
      '  Docs:    https://handrail.dev/errors/HR5014        (offline: npx handrail explain HR5014)',
    ].join('\n'),
  );
});

it('tells how to register one', () => {
  const { message } = HR5014.error({ mistake: 'unregistered', sink: 'metrics.count' });
  expect(message).toBe(
    [
      '[HR5014] Sink "metrics.count" is called by workflow code, and the worker has no such sink.',
      '  Why:     the SDK logs it and goes on: what the sink is for, such as a metric or an export, is lost, and the workflow does not know.',
      '  Fix:     register it: Worker.create({ sinks: { metrics: { count: { fn: (info, …) => { … } } } } }), or correct the name in proxySinks.',
      '  Docs:    https://handrail.dev/errors/HR5014        (offline: npx handrail explain HR5014)',
    ].join('\n'),
  );
});

it('says what cannot leave the sandbox', () => {
  const { message } = HR5014.error({ mistake: 'argument', error: '() => 1 could not be cloned.' });
  expect(message).toBe(
    [
      '[HR5014] A sink or the log is handed a value that cannot leave the sandbox: () => 1 could not be cloned.',
      '  Why:     arguments of sinks are copied out of the sandbox. The workflow task fails with it, and is retried until a fix is deployed.',
      '  Fix:     pass plain data to sinks, and as attributes to log: text, numbers, lists, plain objects. Functions and symbols cannot be copied.',
      '  Docs:    https://handrail.dev/errors/HR5014        (offline: npx handrail explain HR5014)',
    ].join('\n'),
  );
});
