import { ScheduleNotFoundError, ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import { slaActivities, type SlaActivities } from './sla-activities';
import type { SlaMonitorOptions } from './sla-monitor-options';
import { SlaRounds } from './sla-round';
import { requireSinks } from './start-sla-monitor';

/** What {@link slaMonitor} takes. */
export interface DurableMonitorOptions extends SlaMonitorOptions {
  /** Where its worker polls. @default 'handrail-sla' */
  readonly taskQueue?: string | undefined;
  /** @default 'handrail-sla-monitor' */
  readonly scheduleId?: string | undefined;
}

/** The parts of a durable monitor. */
export interface DurableSlaMonitor {
  /** For the worker, together with `workflowsPath` and `activities`. */
  readonly taskQueue: string;
  readonly workflowsPath: string;
  readonly activities: SlaActivities;
  /** Creates the schedule, or brings the one that is there up to date. */
  schedule(): Promise<void>;
}

/**
 * A monitor that survives the processes that run it: a schedule starts a workflow at each interval, whose activity looks and
 * delivers. While no worker runs, nothing is looked at; the first look after that goes through everything since the last. One
 * schedule is one monitor, however many workers there are.
 *
 * @throws HandrailError HR7073 for options that are not valid
 */
export function slaMonitor(client: Client, options: DurableMonitorOptions): DurableSlaMonitor {
  const { taskQueue = 'handrail-sla', scheduleId = 'handrail-sla-monitor' } = options;
  requireSinks(options);
  const rounds = new SlaRounds(client, options);
  return {
    taskQueue,
    workflowsPath: require.resolve('@handrail/operations/workflows'),
    activities: slaActivities(rounds),
    schedule: () => bringUpToDate(client, scheduleId, taskQueue, rounds.every),
  };
}

async function bringUpToDate({ schedule }: Client, scheduleId: string, taskQueue: string, every: number) {
  const definition = {
    spec: { intervals: [{ every }] },
    action: {
      type: 'startWorkflow' as const,
      workflowType: 'handrailSlaCheck',
      workflowId: `${scheduleId}-check`,
      taskQueue,
    },
    // A look makes up for all that were missed.
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: Math.max(every, 10_000) },
  };
  try {
    await schedule.getHandle(scheduleId).update(({ state }) => ({ ...definition, state }));
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    await schedule.create({ scheduleId, ...definition, state: { triggerImmediately: true } });
  }
}
