import { rememberCheck } from './internal/idempotency/checked-activities';
import { runCheck } from './internal/idempotency/run-check';
import { readOptions } from './internal/idempotency/read-options';
import type { CheckOrigin } from './internal/idempotency/report/replay-command';
import { writePage } from './internal/idempotency/report/write-page';
import { IdempotencyReport } from './idempotency-report';
import type { CheckedActivity, IdempotencyOptions } from './idempotency-options';

/**
 * Runs an activity through every way in which Temporal may run it again, and compares what it leaves behind with what one
 * clean run leaves: each effect once, another call's effect too, and the same answer.
 *
 * It never throws because of what the activity does; a check that cannot see enough is `INCONCLUSIVE` and says why. Checks of
 * one process run one after the other, since they take over Date and timers inside the activity.
 *
 * @example
 * ```ts
 * import { checkIdempotency, memoryWorld } from '@handrail/testing';
 *
 * const mail = { sent: [] as string[], async send(to: string) { this.sent.push(to); } };
 * const report = await checkIdempotency(async (to: string) => mail.send(to), {
 *   args: ['ann@example.com'],
 *   distinct: ['bob@example.com'],
 *   world: memoryWorld(mail),
 * });
 * console.log(report.verdict); // DUPLICATE_EFFECT
 * console.log(String(report)); // the schedule that shows it
 * ```
 */
export async function checkIdempotency(
  activity: CheckedActivity,
  options: IdempotencyOptions,
): Promise<IdempotencyReport> {
  return checkFor(activity, options, { stack: new Error().stack ?? '' });
}

/** The same for the one who has asked for it, as the report will name it. */
export async function checkFor(
  activity: CheckedActivity,
  options: IdempotencyOptions,
  origin: CheckOrigin,
): Promise<IdempotencyReport> {
  const settings = readOptions(activity, options);
  const previous = lastCheck;
  const check = previous.then(() => runCheck(settings));
  lastCheck = check.then(ignore, ignore);
  const report = new IdempotencyReport(await check, origin);
  rememberCheck(report.activity, { verdict: report.verdict });
  writePage(report);
  return report;
}

let lastCheck: Promise<unknown> = Promise.resolve();

function ignore(): void {
  return undefined;
}
