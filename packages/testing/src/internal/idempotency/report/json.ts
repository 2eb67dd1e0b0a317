import type { IdempotencyReport } from '../../../idempotency-report';
import type { Checked } from '../checked';
import { timelineOf } from './timeline';

/** The report as data. Its shape is permanent; fields are only added. */
export function jsonReport(report: IdempotencyReport, checked: Checked, replay: (plan: string) => string): object {
  const { activity, verdict, findings, plans, reasons, seed, masked, notes, steps } = report;
  return {
    schema: 'handrail.idempotency/1',
    activity,
    verdict,
    seed,
    worlds: checked.settings.worlds.map(({ name }) => name),
    reasons,
    findings: findings.map((finding, index) => ({
      ...finding,
      timeline: timelineOf(checked.faults[index]?.events ?? []),
      replay: replay(finding.plan),
    })),
    plans,
    steps,
    masked,
    notes,
    milliseconds: checked.milliseconds,
  };
}
