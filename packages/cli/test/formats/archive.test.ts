import { expect, it } from 'vitest';
import { formatArchive } from '../../src/formats/archive';
import { styleFor } from '../../src/style';

const plain = styleFor(false);
const report = {
  schema: 'handrail.archive/1' as const,
  namespace: 'default',
  total: 3,
  archived: 3,
  present: 0,
  gone: 0,
  failed: [],
  stoppedBy: null,
};
const failure = (workflowId: string) => ({
  workflowId,
  runId: 'r',
  workflowType: 'order',
  closeTime: '2026-11-27T10:00:00.000Z',
  why: 'GetWorkflowExecutionHistory: timed out',
});

it.each([
  ['all is new', report, 'Archived 3 histories to histories.'],
  ['one is new', { ...report, archived: 1, present: 2 }, 'Archived 1 history to histories; 2 were there already.'],
  [
    'some were deleted',
    { ...report, archived: 0, present: 1, gone: 2 },
    'Archived 0 histories to histories; 1 was there already, 2 were deleted by the server before.',
  ],
  ['nothing is closed', { ...report, total: 0, archived: 0 }, 'No closed execution is found: nothing to archive.'],
  [
    'one failed',
    { ...report, archived: 2, failed: [failure('order-17\nArchived 3')] },
    `Archived 2 histories to histories; 1 could not be kept.
  order-17\\nArchived 3, run r: GetWorkflowExecutionHistory: timed out
Give the same command again to go on.`,
  ],
  [
    'it was interrupted',
    { ...report, archived: 2, stoppedBy: 'it was interrupted' },
    `Archived 2 histories to histories.
Not all were looked at: it was interrupted.
Give the same command again to go on.`,
  ],
])('says what became of the histories where %s', (_, given, text) => {
  expect(formatArchive(given, 'histories', plain)).toBe(text);
});

it('shows twenty of many failures', () => {
  const failed = Array.from({ length: 25 }, (_each, index) => failure(`order-${index}`));
  const lines = formatArchive({ ...report, failed }, 'histories', plain).split('\n');
  expect(lines).toHaveLength(23);
  expect(lines[21]).toBe('  … and 5 more (--json has all)');
});
