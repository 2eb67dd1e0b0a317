import { expect, it } from 'vitest';
import { idempotencySuite, memoryWorld, NotIdempotentError } from '../src/idempotency';

const mail = {
  sent: [] as string[],
  async send(to: string) {
    this.sent.push(to);
  },
};
const activities = { notify: async (to: string) => mail.send(to) };

const messageOf = async (run: () => Promise<unknown>) =>
  run().then(
    () => 'nothing was thrown',
    (error: Error) => error.message,
  );

it('throws the report, which names the file and the test that run it again', async () => {
  const [test] = idempotencySuite(activities, {
    notify: { args: ['ann'], distinct: ['bob'], world: memoryWorld(mail) },
  });
  // As a runner does it: later, when nothing of this file is on the stack.
  const failure: unknown = await new Promise((resolve) => setImmediate(() => test?.run().catch(resolve)));
  expect(failure).toBeInstanceOf(NotIdempotentError);
  expect((failure as NotIdempotentError).message).toContain(
    "\n  Replay:  HANDRAIL_IDEMPOTENCY_PLANS='lost-completion' HANDRAIL_IDEMPOTENCY_SEED=1 npx vitest run -t 'notify is idempotent' packages/testing/test/idempotency-suite.test.ts",
  );
});

it('refuses an activity without a specification', async () => {
  const [test] = idempotencySuite(activities, {});
  expect(await messageOf(async () => test?.run())).toContain(
    '[HR6011] Activity "notify" is registered, but has no idempotency check.',
  );
});

it('refuses a specification without an activity', async () => {
  const specifications = { notify: { exempt: 'it is allowed to come twice' }, notfy: { exempt: 'so is this' } };
  const test = idempotencySuite(activities, specifications).at(-1);
  const message = await messageOf(async () => test?.run());
  expect(message).toContain('[HR6010] The specification "notfy" belongs to no activity: there is only notify.');
  expect(message).toContain('  Fix:     write notify.');
});

it('refuses an exemption without a reason', async () => {
  const [test] = idempotencySuite(activities, { notify: { exempt: ' ' } });
  expect(await messageOf(async () => test?.run())).toContain(
    'The option notify.exempt of the idempotency check is " ", but must be the reason why it needs no check.',
  );
});
