import { nearestName, showValue } from '@handrail/common/host';
import { HR4036 } from '@handrail/errors';
import type { Translator } from '../failure';
import { GRPC, oneLine } from '../grpc-error';
import { specFault, specRemedy } from '../spec-faults';

const CRON = /invalid CronSchedule|CronSchedule and WorkflowStartDelay/i;
// What the SDK and the server say of a schedule's times; the SDK takes the server's prefix away.
const SPEC =
  /CronString|cron(?:tab)? |time zone|Invalid CalendarSpec|CalendarSpec|phase cannot|interval|is not in range|(?:schedule|calendar) spec|Year|StructuredCalendar/i;

/** The times of schedules, and of workflows with `cronSchedule`. */
export const timesOfSchedule: Translator = ({ error, grpc, call }) => {
  const given = (call.options ?? {}) as { cronSchedule?: unknown; spec?: unknown };
  if (grpc?.code === GRPC.INVALID_ARGUMENT && CRON.test(grpc.message)) {
    const subject = `Workflow "${call.workflowType ?? ''}"`;
    const spec = `cronSchedule ${showValue(given.cronSchedule)}`;
    return HR4036.problem({ subject, spec, reason: grpc.message, ...remedyOf(grpc.message) });
  }
  if (call.scheduleId === undefined || grpc !== undefined) return undefined;
  const subject = `Schedule "${call.scheduleId}"`;
  const spec = given.spec === undefined ? 'spec' : `spec ${oneLine(shown(given.spec))}`;
  const fault = specFault(given.spec);
  if (fault !== undefined) return HR4036.problem({ subject, spec, ...fault });
  if (!(error instanceof TypeError)) return undefined;
  const nearest = nearestZone(given.spec, error.message);
  if (nearest !== undefined) {
    const remedy = `did you mean timezone: '${nearest}'?`;
    return HR4036.problem({ subject, spec, reason: oneLine(error.message), remedy });
  }
  const zone = unknownZone(given.spec, error.message);
  if (zone !== undefined) return HR4036.problem({ subject, spec, reason: zone, ...remedyOf('time zone') });
  if (!SPEC.test(error.message)) return undefined;
  return HR4036.problem({ subject, spec, reason: oneLine(error.message), ...remedyOf(error.message) });
};

/** Of some names the server says what it met when it looked for a file, which names nothing. */
function unknownZone(spec: unknown, reason: string): string | undefined {
  const { timezone } = Object(spec) as { readonly timezone?: unknown };
  if (typeof timezone !== 'string' || timezone === '' || /time zone/i.test(reason) || isZone(timezone))
    return undefined;
  return `the time zone ${showValue(timezone)} is not known: ${oneLine(reason)}`;
}

/** The zone whose name is nearest to one that the server does not know. */
function nearestZone(spec: unknown, reason: string): string | undefined {
  const { timezone } = Object(spec) as { readonly timezone?: unknown };
  if (typeof timezone !== 'string' || !/time zone/i.test(reason) || isZone(timezone)) return undefined;
  return nearestName(timezone, Intl.supportedValuesOf('timeZone'));
}

function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

function remedyOf(reason: string): { remedy?: string } {
  const remedy = specRemedy(reason);
  return remedy === undefined ? {} : { remedy };
}

function shown(spec: unknown): string {
  try {
    return JSON.stringify(spec);
  } catch {
    return 'that cannot be shown';
  }
}
