import type { SlaEntry, SlaReport } from '@handrail/operations';
import { expect, it } from 'vitest';
import { formatSlaNotice, formatSlaReport, formatSlaSetup } from '../../src/formats/sla';
import { styleFor } from '../../src/style';

const plain = styleFor(false);

const entry: SlaEntry = {
  workflowId: 'order-1',
  runId: 'run-1',
  workflowType: 'order',
  state: 'late',
  deadline: '2026-03-01T12:00:00.000Z',
  lateMilliseconds: 125_400,
  startTime: '2026-03-01T08:00:00.000Z',
  status: 'RUNNING',
  closeTime: null,
  owner: 'payments',
};

const report: SlaReport = {
  schema: 'handrail.sla/1',
  namespace: 'default',
  checkedAt: '2026-03-01T12:02:05.400Z',
  late: [entry],
  near: [{ ...entry, workflowId: "order '2'", state: 'near', lateMilliseconds: -42_500, owner: null }],
  notExamined: [],
};

it('lists what is late, what is near, and how to learn why', () => {
  expect(formatSlaReport(report, plain)).toBe(
    [
      '1 execution is out of SLA, 1 near.',
      '',
      'Out of SLA:',
      '  order-1 (order) for 2 minutes, deadline 2026-03-01T12:00:00.000Z, owner payments',
      '',
      'Near:',
      "  order '2' (order) in 42 seconds, deadline 2026-03-01T12:00:00.000Z",
      '',
      'Why: handrail why order-1',
    ].join('\n'),
  );
});

it('says that all is well, and what it did not see', () => {
  expect(formatSlaReport({ ...report, late: [], near: [], notExamined: ['workflow "a": denied'] }, plain)).toBe(
    'No execution in namespace "default" is out of its SLA or near it.\n\nNot looked at: workflow "a": denied.',
  );
});

it('does not print thousands of lines', () => {
  const late = Array.from({ length: 2_000 }, () => entry);
  const text = formatSlaReport({ ...report, late, near: [] }, plain);
  expect(text.split('\n')).toHaveLength(56);
  expect(text).toContain('  … and 1950 more (--json has all)');
});

it('says what setting up would do, and what it did', () => {
  const setup = {
    schema: 'handrail.sla-setup/1' as const,
    namespace: 'default',
    attributes: [
      { name: 'SlaDeadline', type: 'Datetime', state: 'missing' },
      { name: 'OutOfTimeSla', type: 'Bool', state: 'exists' },
    ] as const,
    applied: false,
  };
  expect(formatSlaSetup(setup, plain)).toBe(
    [
      'Would create 1 search attribute in namespace "default". Nothing was changed: --apply does it.',
      '  SlaDeadline (Datetime): does not exist',
      '  OutOfTimeSla (Bool): exists',
    ].join('\n'),
  );
  const done = { ...setup, applied: true, attributes: [{ ...setup.attributes[0], state: 'created' as const }] };
  expect(formatSlaSetup(done, plain)).toBe('Namespace "default" is ready for SLAs.\n  SlaDeadline (Datetime): created');
});

it('prints a notice with whom and where', () => {
  const { state: _state, ...facts } = entry;
  expect(
    formatSlaNotice(
      {
        ...facts,
        schema: 'handrail.sla-notice/1',
        notificationId: 'sla_1',
        severity: 'breach',
        namespace: 'default',
        code: 'HR7072',
        message: '[HR7072] Workflow "order" (order-1) is out of its SLA, for 2 minutes: why was not looked at.',
        verdict: null,
        links: { docs: null, ui: 'http://localhost:8233/namespaces/default/workflows/order-1/run-1/history' },
      },
      plain,
    ),
  ).toBe(
    [
      'breach: [HR7072] Workflow "order" (order-1) is out of its SLA, for 2 minutes: why was not looked at.',
      '  Owner:   payments',
      '  Inspect: http://localhost:8233/namespaces/default/workflows/order-1/run-1/history',
      '  Notice:  sla_1',
    ].join('\n'),
  );
});

it('keeps an id that holds a line end on its line', () => {
  const forged = { ...entry, workflowId: 'order-1\n  order-2', owner: 'a\tb' };
  expect(formatSlaReport({ ...report, late: [forged] }, plain)).toMatch(
    /^ {2}order-1\\n {2}order-2 \(order\) .*owner a\\tb$/m,
  );
});
