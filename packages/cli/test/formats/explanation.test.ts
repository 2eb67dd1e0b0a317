import type { Explanation } from '@handrail/operations';
import { expect, it } from 'vitest';
import { formatExplanation } from '../../src/formats/explanation';
import { styleFor } from '../../src/style';

const stuck: Explanation = {
  schema: 'handrail.why/1',
  workflowId: 'order-17',
  runId: '0199',
  workflowType: 'order',
  cause: 'child-blocked',
  healthy: false,
  headline: 'Workflow "order-17" waits for workflow "shipment-17", which is stuck.',
  evidence: [{ what: 'the workflow task is scheduled', since: '2026-03-01T12:00:00Z' }, { what: 'nobody polls' }],
  consequence: 'The execution times out at 2026-03-22T12:00:00Z.',
  remedy: [
    { text: 'Start a worker.' },
    { text: 'See whether one polls.', command: 'temporal task-queue describe --task-queue shipping' },
  ],
  code: 'HR7029',
  links: {
    docs: 'https://handrail.dev/errors/HR7029',
    ui: 'http://localhost:8233/namespaces/default/task-queues/shipping',
  },
  path: [
    { workflowId: 'order-17', cause: 'child-blocked' },
    { workflowId: 'shipment-17', cause: 'no-workflow-worker' },
  ],
  also: [{ cause: 'activity-running', headline: 'Activity "mail" runs.' }],
  notExamined: ['task queue "mail": permission denied'],
};

it('begins with the verdict and ends with where to read on', () => {
  expect(formatExplanation(stuck, styleFor(false))).toBe(
    `child-blocked: Workflow "order-17" waits for workflow "shipment-17", which is stuck.
  Evidence:  the workflow task is scheduled  since 2026-03-01T12:00:00Z
             nobody polls
  Then:      The execution times out at 2026-03-22T12:00:00Z.
  Do:        Start a worker.
             See whether one polls.
               temporal task-queue describe --task-queue shipping
  Path:      order-17 (child-blocked) → shipment-17 (no-workflow-worker)
  Also:      activity-running: Activity "mail" runs.
  Not seen:  task queue "mail": permission denied
  Docs:      https://handrail.dev/errors/HR7029  (offline: npx handrail explain HR7029)
  Inspect:   http://localhost:8233/namespaces/default/task-queues/shipping`,
  );
});

it('says of an execution that is well that it is, and leaves out what there is not', () => {
  const well: Explanation = {
    ...stuck,
    cause: 'signal-wait',
    healthy: true,
    headline: 'Workflow "order-17" waits for a signal.',
    evidence: [],
    remedy: [],
    code: null,
    links: { docs: null, ui: null },
    path: [{ workflowId: 'order-17', cause: 'signal-wait' }],
    also: [],
    notExamined: [],
  };
  expect(formatExplanation(well, styleFor(false))).toBe(
    `well, signal-wait: Workflow "order-17" waits for a signal.
  Then:      The execution times out at 2026-03-22T12:00:00Z.`,
  );
});

it("shows a company's runbook in place of the docs", () => {
  const links = { ...stuck.links, runbook: 'https://wiki.example.com/stuck' };
  const text = formatExplanation({ ...stuck, links }, styleFor(false));
  expect(text).toContain('  Runbook:   https://wiki.example.com/stuck');
  expect(text).not.toContain('Docs:');
});
