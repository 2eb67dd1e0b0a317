import { expect, it } from 'vitest';
import { HR1006 } from '../../src';

it('says where patched() stands and where it belongs', () => {
  const { message } = HR1006.error({ place: 'src/workflows.ts:5' });
  expect(message).toBe(
    [
      '[HR1006] patched() is called while workflow code is loaded (src/workflows.ts:5), before any workflow has started.',
      '  Why:     a patch is a decision of one execution, written into its history; at the top of a module there is none. The workflow task is retried until a fix is deployed.',
      '  Fix:     call patched() inside the workflow function, where the change is.',
      '  Docs:    https://handrail.dev/errors/HR1006        (offline: npx handrail explain HR1006)',
    ].join('\n'),
  );
});
