import type { CauseSlug, Explanation } from '@handrail/operations';
import { expect, it } from 'vitest';
import { formatVerdictTable } from '../../src/formats/verdict-table';
import { styleFor } from '../../src/style';

const verdict = (cause: CauseSlug, headline: string): Explanation => ({
  schema: 'handrail.why/1',
  workflowId: 'w',
  runId: 'r',
  workflowType: 'order',
  cause,
  healthy: cause === 'timer-wait',
  headline,
  evidence: [],
  consequence: '',
  remedy: [],
  code: null,
  links: { docs: null, ui: null },
  path: [],
  also: [],
  notExamined: [],
});

const plain = styleFor(false);

it('puts what needs attention first, and says what was not looked at', () => {
  const explanations = [
    verdict('timer-wait', 'A waits.'),
    verdict('backoff', 'B is tried again.'),
    verdict('timer-wait', 'C waits.'),
    verdict('no-workflow-worker', 'D has no worker.'),
    verdict('backoff', 'E is tried again.'),
  ];
  const notExamined = ['995 of the 1000 executions that the query finds'];
  expect(formatVerdictTable({ explanations, total: 1_000, notExamined }, plain)).toBe(
    `3 of 5 executions need attention (looked at 5 of 1000).

backoff (2)
  B is tried again.
  E is tried again.

no-workflow-worker (1)
  D has no worker.

timer-wait, well (2)
  A waits.
  C waits.

Not looked at: 995 of the 1000 executions that the query finds.`,
  );
});

it('does not say that those need attention of which nothing could be told', () => {
  const explanations = [verdict('unknown', 'No right.'), verdict('backoff', 'B.'), verdict('not-found', 'None.')];
  const [head] = formatVerdictTable({ explanations, total: 3, notExamined: [] }, plain).split('\n');
  expect(head).toBe('1 of 3 executions need attention, and of 2 it could not be told.');
});

it('shows the first twenty of a cause, and how many more there are', () => {
  const explanations = Array.from({ length: 25 }, (_, index) => verdict('backoff', `Number ${index}.`));
  const lines = formatVerdictTable({ explanations, total: 25, notExamined: [] }, plain).split('\n');
  expect(lines).toHaveLength(24);
  expect(lines.at(-1)).toBe('  … and 5 more (--json has all)');
});

it('says that a query finds nothing', () => {
  expect(formatVerdictTable({ explanations: [], total: 0, notExamined: [] }, plain)).toBe(
    'The query finds no executions.',
  );
});
