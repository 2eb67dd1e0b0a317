import { describe, expect, it } from 'vitest';
import { HR1001 } from '../../src';

it('names the global, where it is used and what leads there, and what to use instead', () => {
  const { message } = HR1001.error({
    workflow: 'order',
    name: 'fetch',
    place: 'src/lib/http.ts:8',
    chain: ['src/workflows.ts', 'src/lib/http.ts'],
    instead: 'call an activity that does it.',
  });
  expect(message).toBe(
    [
      '[HR1001] Workflow "order" uses fetch, which workflow code does not have (src/lib/http.ts:8).',
      '  Why:     workflow code is run again from its history, so the sandbox leaves out what reaches beyond it. The workflow task is retried until a fix is deployed; nothing is lost.',
      '  Fix:     call an activity that does it.',
      '           It is loaded by src/workflows.ts → src/lib/http.ts: cut that chain, or call the code from an activity.',
      '  Docs:    https://handrail.dev/errors/HR1001        (offline: npx handrail explain HR1001)',
    ].join('\n'),
  );
});

describe('found by lint', () => {
  it('names who reaches it, and what to use instead', () => {
    const { head, fix } = HR1001.problem({ from: 'order()', hazard: 'crypto', chain: [], may: false });
    expect(head).toBe('order() reaches crypto.');
    expect(fix).toBe('use uuid4() of the workflow package for ids, and an activity for other cryptography.');
  });

  it.each([
    ['console.table', 'use console.log, console.info, console.warn, console.error or console.debug.'],
    ['process.argv', 'pass what you need of it as an argument of the workflow, or read it in an activity.'],
    ['process.exit', "return, or throw ApplicationFailure.nonRetryable('why')."],
    ['process.hrtime.bigint', 'use Date.now(), which gives the time of the workflow task.'],
    ['process.constructor', 'pass what you need of it as an argument of the workflow, or read it in an activity.'],
    ['util.promisify', 'move what needs it to an activity.'],
  ])('knows what to use instead of %s', (hazard, fix) => {
    expect(HR1001.problem({ from: 'order()', hazard, chain: [], may: false }).fix).toBe(fix);
  });
});
