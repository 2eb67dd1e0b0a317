import { expect, it } from 'vitest';
import { HR5028 } from '../../src';

it('says for how long nothing else went on', () => {
  const { message } = HR5028.error({ culprit: 'Activity "render"', seconds: 4 });
  expect(message).toBe(
    [
      '[HR5028] Activity "render" kept its process busy for 4 seconds without a pause.',
      '  Why:     a process does one thing at a time: meanwhile no other activity went on, no heartbeat was sent and no workflow task was taken, and what has a timeout may have run into it.',
      '  Fix:     use the asynchronous form of what it calls (readFile for readFileSync), give way in long loops (await setImmediate() of node:timers/promises every few milliseconds), or move the work to a worker thread.',
      '  Docs:    https://handrail.dev/errors/HR5028        (offline: npx handrail explain HR5028)',
    ].join('\n'),
  );
});
