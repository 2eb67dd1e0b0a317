import { expect, it } from 'vitest';
import { HR8004 } from '../../src';

it('names the call and what stands in the place of its id', () => {
  const { message } = HR8004.error({ workflow: 'order', call: 'patched', id: 'undefined' });
  expect(message).toBe(
    [
      '[HR8004] Workflow "order" calls patched with undefined, and the id of a patch is a text.',
      '  Why:     the history keeps ids as texts, and what is none is not found there again: in the next replay, such as after a restart of the worker, patched() is false where it was true, and the execution cannot go on.',
      "  Fix:     give each change a text of its own: patched('charge-in-euros'). An id that is undefined often comes from a misspelt constant or a circular import.",
      '  Docs:    https://handrail.dev/errors/HR8004        (offline: npx handrail explain HR8004)',
    ].join('\n'),
  );
});

it('says deprecatePatch where it was that', () => {
  const { fix } = HR8004.problem({ workflow: 'order', call: 'deprecatePatch', id: '5' });
  expect(fix).toContain("deprecatePatch('charge-in-euros')");
});
