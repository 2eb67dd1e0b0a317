import { showValue } from '@handrail/common/host';
import { HR4036 } from '@handrail/errors';
import type { Translator } from '../failure';
import { GRPC, oneLine } from '../grpc-error';

const CRON = /invalid CronSchedule|CronSchedule and WorkflowStartDelay/i;
// What the SDK and the server say of a schedule's times; the SDK takes the server's prefix away.
const SPEC =
  /CronString|cron(?:tab)? |time zone|Invalid CalendarSpec|CalendarSpec|phase cannot|interval|is not in range|schedule spec|Year|StructuredCalendar/i;

/** The times of schedules, and of workflows with `cronSchedule`. */
export const timesOfSchedule: Translator = ({ error, grpc, call }) => {
  const given = (call.options ?? {}) as { cronSchedule?: unknown; spec?: unknown };
  if (grpc?.code === GRPC.INVALID_ARGUMENT && CRON.test(grpc.message)) {
    const subject = `Workflow "${call.workflowType ?? ''}"`;
    return HR4036.problem({ subject, spec: `cronSchedule ${showValue(given.cronSchedule)}`, reason: grpc.message });
  }
  if (call.scheduleId === undefined || !(error instanceof TypeError) || !SPEC.test(error.message)) return undefined;
  const spec = given.spec === undefined ? 'spec' : `spec ${oneLine(shown(given.spec))}`;
  return HR4036.problem({ subject: `Schedule "${call.scheduleId}"`, spec, reason: oneLine(error.message) });
};

function shown(spec: unknown): string {
  try {
    return JSON.stringify(spec);
  } catch {
    return 'that cannot be shown';
  }
}
