import type { SlaNotice } from '../../src';

/** A notice as sinks get it. */
export const notice: SlaNotice = {
  schema: 'handrail.sla-notice/1',
  notificationId: 'sla_0123456789abcdef',
  severity: 'breach',
  namespace: 'default',
  workflowId: 'order-1',
  runId: 'run-1',
  workflowType: 'order',
  status: 'RUNNING',
  owner: 'payments',
  startTime: '2026-03-01T08:00:00.000Z',
  closeTime: null,
  deadline: '2026-03-01T12:00:00.000Z',
  lateMilliseconds: 120_000,
  code: 'HR7072',
  message: '[HR7072] Workflow "order" (order-1) is out of its SLA, for 2 minutes: why was not looked at.',
  verdict: null,
  links: { docs: 'https://handrail.dev/errors/HR7072', ui: null },
};
