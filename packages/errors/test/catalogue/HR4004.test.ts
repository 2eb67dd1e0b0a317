import { expect, it } from 'vitest';
import { HR4004 } from '../../src';

it('names namespace and server, and how to create one', () => {
  const { message } = HR4004.error({
    namespace: 'shpo',
    address: 'localhost:7233',
  });
  expect(message).toBe(
    [
      '[HR4004] Namespace "shpo" does not exist on the Temporal server at localhost:7233.',
      '  Why:     nothing was started: names are matched exactly, and each server has its own namespaces.',
      "  Fix:     correct the namespace (TEMPORAL_NAMESPACE, the profile, or the option namespace; on Temporal Cloud it ends in the account id), or create it: temporal operator namespace create --namespace 'shpo'.",
      '  Docs:    https://handrail.dev/errors/HR4004        (offline: npx handrail explain HR4004)',
    ].join('\n'),
  );
});

it('does without the address where it is not known', () => {
  const { message } = HR4004.error({
    namespace: 'shpo',
  });
  expect(message).toBe(
    [
      '[HR4004] Namespace "shpo" does not exist.',
      '  Why:     nothing was started: names are matched exactly, and each server has its own namespaces.',
      "  Fix:     correct the namespace (TEMPORAL_NAMESPACE, the profile, or the option namespace; on Temporal Cloud it ends in the account id), or create it: temporal operator namespace create --namespace 'shpo'.",
      '  Docs:    https://handrail.dev/errors/HR4004        (offline: npx handrail explain HR4004)',
    ].join('\n'),
  );
});

it('shows the nearest of those that exist', () => {
  const { message } = HR4004.error({
    namespace: 'shpo',
    address: 'localhost:7233',
    existing: ['default', 'shop'],
    nearest: 'shop',
  });
  expect(message).toBe(
    [
      '[HR4004] Namespace "shpo" does not exist on the Temporal server at localhost:7233. Did you mean "shop"?',
      '  Why:     nothing was started: names are matched exactly, and each server has its own namespaces (this one has default, shop).',
      "  Fix:     correct the namespace (TEMPORAL_NAMESPACE, the profile, or the option namespace; on Temporal Cloud it ends in the account id), or create it: temporal operator namespace create --namespace 'shpo'.",
      '  Docs:    https://handrail.dev/errors/HR4004        (offline: npx handrail explain HR4004)',
    ].join('\n'),
  );
});
