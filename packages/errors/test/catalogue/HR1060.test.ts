import { expect, it } from 'vitest';
import { HR1060 } from '../../src';

it('names the place, what is exported twice, and both modules', () => {
  const { message } = HR1060.error({ place: 'src/workflows.ts:2', names: ['order', 'ship'], modules: ['./a', './b'] });
  expect(message).toBe(
    [
      '[HR1060] src/workflows.ts:2 exports order, ship of both ./a and ./b: neither is exported.',
      '  Why:     JavaScript leaves out what two export * bring in: a workflow that is started as order is not in the bundle, and whoever imports it gets undefined.',
      "  Fix:     say which is meant, which goes before export *: export { order, ship } from './a'; or rename one of them.",
      '  Docs:    https://handrail.dev/errors/HR1060        (offline: npx handrail explain HR1060)',
    ].join('\n'),
  );
});
