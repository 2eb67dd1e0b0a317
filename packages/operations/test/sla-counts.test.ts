import { expect, it } from 'vitest';
import { slaMetrics } from '../src/sla-counts';

it('writes what Prometheus scrapes, by workflow type', () => {
  const late = new Map([
    ['order', 2],
    ['refund "new"', 1],
  ]);
  expect(slaMetrics({ namespace: 'default', late, near: new Map() })).toBe(
    `# HELP handrail_sla_late_executions Open executions that are out of their SLA.
# TYPE handrail_sla_late_executions gauge
handrail_sla_late_executions{namespace="default",workflow_type="order"} 2
handrail_sla_late_executions{namespace="default",workflow_type="refund \\"new\\""} 1
# HELP handrail_sla_near_executions Open executions that will be out of their SLA soon.
# TYPE handrail_sla_near_executions gauge
`,
  );
});
