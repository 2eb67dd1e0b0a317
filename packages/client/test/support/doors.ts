import type { CallKind } from '@handrail/common/guards';
import { type Client, type ScheduleHandle, WithStartWorkflowOperation } from '@temporalio/client';
import { ping, nudge } from '../workflows/guarded';

/** What a door is tried with. */
export interface Attempt {
  readonly client: Client;
  readonly taskQueue: string;
  /** The id of whatever is started or created. */
  readonly id: string;
  /** The options that a guard is about. */
  readonly options: object;
}

/** A way to start something, and what must not be called on the server when it is refused. */
export interface ClientDoor {
  readonly kind: CallKind;
  /** Whether the SDK reads and compiles options before its interceptors run. */
  readonly compiles: boolean;
  readonly enter: (attempt: Attempt) => Promise<unknown>;
  /** Calls that are made before a refusal: an update of a schedule reads the schedule first. */
  readonly reads: readonly string[];
}

const WORKFLOW = 'guarded';

function startOptions({ taskQueue, id, options }: Attempt): { taskQueue: string; workflowId: string } {
  return withOptions({ taskQueue, workflowId: id }, options);
}

// Getters must arrive as getters.
function withOptions<T extends object>(required: T, options: object): T {
  return Object.defineProperties(required, Object.getOwnPropertyDescriptors(options));
}

function withStart(attempt: Attempt) {
  const options = { ...startOptions({ ...attempt, options: {} }), workflowIdConflictPolicy: 'FAIL' } as const;
  return {
    startWorkflowOperation: new WithStartWorkflowOperation(WORKFLOW, withOptions(options, attempt.options)),
  };
}

function schedule({ taskQueue, id, options }: Attempt) {
  const action = { type: 'startWorkflow', workflowType: WORKFLOW, taskQueue } as const;
  // A time that no test lives to see.
  return { scheduleId: id, spec: { calendars: [{ year: 2099 }] }, action: withOptions({ ...action }, options) };
}

/** Creates a schedule that breaks no guard. */
export async function createSchedule(attempt: Attempt): Promise<ScheduleHandle> {
  return await attempt.client.schedule.create(schedule({ ...attempt, options: {} }));
}

export const DOORS = {
  start: {
    kind: 'workflow',
    compiles: true,
    reads: [],
    enter: (attempt) => attempt.client.workflow.start(WORKFLOW, startOptions(attempt)),
  },
  execute: {
    kind: 'workflow',
    compiles: true,
    reads: [],
    enter: (attempt) => attempt.client.workflow.execute(WORKFLOW, startOptions(attempt)),
  },
  signalWithStart: {
    kind: 'workflow',
    compiles: true,
    reads: [],
    enter: (attempt) =>
      attempt.client.workflow.signalWithStart(
        WORKFLOW,
        withOptions({ ...startOptions({ ...attempt, options: {} }), signal: nudge }, attempt.options),
      ),
  },
  startUpdateWithStart: {
    kind: 'workflow',
    compiles: true,
    reads: [],
    enter: (attempt) =>
      attempt.client.workflow.startUpdateWithStart(ping, { waitForStage: 'ACCEPTED', ...withStart(attempt) }),
  },
  executeUpdateWithStart: {
    kind: 'workflow',
    compiles: true,
    reads: [],
    enter: (attempt) => attempt.client.workflow.executeUpdateWithStart(ping, withStart(attempt)),
  },
  'schedule.create': {
    kind: 'scheduledWorkflow',
    compiles: false,
    reads: [],
    enter: (attempt) => attempt.client.schedule.create(schedule(attempt)),
  },
  'ScheduleHandle.update': {
    kind: 'scheduledWorkflow',
    compiles: false,
    reads: ['describeSchedule'],
    enter: (attempt) =>
      attempt.client.schedule
        .getHandle(attempt.id)
        .update((before) => ({ ...before, action: withOptions({ ...before.action }, attempt.options) })),
  },
  'activity.start': {
    kind: 'standaloneActivity',
    compiles: false,
    reads: [],
    enter: ({ client, taskQueue, id, options }) =>
      client.activity.start('charge', withOptions({ taskQueue, id }, options)),
  },
} satisfies Record<string, ClientDoor>;
