import { expect, it } from 'vitest';
import { HR1027 } from '../../src';

const facts = { place: 'src/workflows.ts:3', name: 'chargeFee', from: './fees', known: ['chargeFees', 'refund'] };

it('names the place, the name and the one that was meant', () => {
  const { message } = HR1027.error({ ...facts, suggestion: 'chargeFees' });
  expect(message).toBe(
    [
      '[HR1027] src/workflows.ts:3 uses chargeFee of ./fees, which has no such export; did you mean chargeFees?',
      '  Why:     the bundle is made all the same, and the name is undefined in it: a workflow that comes to this line fails its task, again and again.',
      '  Fix:     import chargeFees from ./fees, or export chargeFee there. Of a type, write import type.',
      '  Docs:    https://handrail.dev/errors/HR1027        (offline: npx handrail explain HR1027)',
    ].join('\n'),
  );
});

it('lists what there is where none is near', () => {
  expect(HR1027.problem(facts).head).toBe(
    'src/workflows.ts:3 uses chargeFee of ./fees, which has no such export; it exports chargeFees, refund.',
  );
  expect(HR1027.problem({ ...facts, known: [] }).head).toMatch(/; it exports nothing\.$/);
  const many = Array.from({ length: 15 }, (_, index) => `a${index}`);
  expect(HR1027.problem({ ...facts, known: many }).head).toMatch(/a10, a11 and 3 more\.$/);
  expect(HR1027.problem(facts).fix).toBe(
    'export chargeFee from ./fees, or import what is there. Of a type, write import type.',
  );
});
