import type { ReplayReport } from '@handrail/testing';
import { expect, it } from 'vitest';
import { formatReplay } from '../../src/formats/replay';
import { styleFor } from '../../src/style';

const report: ReplayReport = {
  schema: 'handrail.replay/1',
  verdict: 'breaks',
  headline: 'This code must not be deployed: it breaks 1 of the 2 executions that were replayed.',
  code: null,
  remedy: null,
  namespace: 'shop',
  replayed: 2,
  breaks: [
    {
      code: 'HR8001',
      workflowType: 'order',
      headline: '[HR8001] Workflow "order" no longer matches its history at event 5.',
      why: 'it takes another path.',
      difference: { position: 'event 5', history: 'a', code: 'b' },
      executions: [
        { workflowId: 'order-1', runId: 'run-1', file: null, position: 'event 5', links: { ui: 'https://ui/order-1' } },
      ],
      open: 40,
      next: [{ text: 'keep the old path.' }, { text: 'Or reset it:', command: 'temporal workflow reset' }],
      links: { docs: 'https://handrail.dev/errors/HR8001' },
    },
  ],
  stillFailing: [],
  heals: [{ workflowId: 'order-2', runId: 'run-2', file: null, position: null, links: { ui: null } }],
  types: [{ workflowType: 'order', state: 'replayed', open: 40, pinned: 0, replayed: 2 }],
  strata: [
    { workflowType: 'order', age: 'older', build: '1', failing: false, open: 39, chosen: 2 },
    { workflowType: 'order', age: 'under a day', build: '2', failing: false, open: 1, chosen: 0 },
  ],
  notExamined: ['refund: no open execution was found'],
};

it('begins with the verdict, then each cause with what to do, then what was looked at and what was not', () => {
  expect(formatReplay(report, styleFor(false))).toBe(
    [
      'This code must not be deployed: it breaks 1 of the 2 executions that were replayed.',
      '',
      '[HR8001] Workflow "order" no longer matches its history at event 5.',
      '  Why:      it takes another path.',
      '  Breaks:   order-1 (event 5)  https://ui/order-1',
      '            of 40 open executions of this type',
      '  Do:       keep the old path.',
      '            Or reset it:',
      '              temporal workflow reset',
      '  Docs:     https://handrail.dev/errors/HR8001  (offline: npx handrail explain HR8001)',
      '',
      'Fails now, and goes on with this code: order-2.',
      '',
      'Looked at:',
      '  order: 2 of 40 open; older; none of 1 kind by age, build and failure: raise --limit',
      '',
      'Not looked at: refund: no open execution was found.',
    ].join('\n'),
  );
});

it('says what to do where it could not be told', () => {
  const unknown = {
    ...report,
    verdict: 'unknown' as const,
    headline: '[HR8007] It could not be told: the server is gone.',
    code: 'HR8007',
    remedy: 'run it again.',
    breaks: [],
    heals: [],
    types: [],
    notExamined: [],
  };
  expect(formatReplay(unknown, styleFor(false))).toBe(
    '[HR8007] It could not be told: the server is gone.\n\nTo do: run it again.\nDocs:  npx handrail explain HR8007',
  );
});
