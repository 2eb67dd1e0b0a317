import { argumentSlots, entrySlots, type PayloadCall, type ValueSlot } from '@handrail/common/host';
import type {
  ActivityClientInterceptor,
  NexusClientInterceptor,
  ScheduleClientInterceptor,
  WorkflowClientInterceptor,
} from '@temporalio/client';
import type { Door } from './door';
import { requireHeaderPayloads } from './header-payloads';
import { scheduleCall, scheduleSlots, sending as sendingValues } from './sending';

// An update with a start has two of them.
const HEADERS = ['headers', 'workflowStartHeaders', 'updateHeaders'] as const;
type Headed = Readonly<Partial<Record<(typeof HEADERS)[number], unknown>>>;

/** Looks at the headers of a call as well, which are payloads already. */
async function sending<I extends object, T>(
  door: Door,
  call: PayloadCall,
  input: I,
  next: (input: I) => Promise<T>,
): Promise<T> {
  for (const name of HEADERS) requireHeaderPayloads(door, call.subject, name, (input as Headed)[name]);
  return await sendingValues(door, call, () => next(input));
}

/** Looks at the values that go to workflows. It stands last of all: it sees what is converted. */
export function sendingToWorkflows(door: Door): WorkflowClientInterceptor {
  const toExecution = (subject: string, input: ToExecution): PayloadCall => ({
    subject,
    where: subject,
    slots: argumentSlots(input.args),
    typed: input.typeInfo !== undefined,
    context: door.context(input.workflowExecution),
  });
  return {
    startWithDetails: (input, next) => sending(door, startOf(door, input.workflowType, input.options), input, next),
    signalWithStart(input, next) {
      const start = startOf(door, input.workflowType, input.options);
      const slots = [...start.slots, ...argumentSlots(input.signalArgs, 'signalArgs')];
      return sending(door, { ...start, slots }, input, next);
    },
    startUpdateWithStart(input, next) {
      const start = startOf(door, input.workflowType, input.workflowStartOptions);
      const slots = [...start.slots, ...argumentSlots(input.updateArgs, 'updateArgs')];
      const typed = start.typed === true || isTyped(input);
      return sending(door, { ...start, slots, typed }, input, next);
    },
    startUpdate: (input, next) =>
      sending(door, toExecution(`Update "${input.updateName}"`, input as ToExecution), input, next),
    signal: (input, next) =>
      sending(door, toExecution(`Signal "${input.signalName}"`, input as ToExecution), input, next),
    query: (input, next) => sending(door, toExecution(`Query "${input.queryType}"`, input as ToExecution), input, next),
  };
}

/** Looks at the values that new schedules hold. */
export function sendingSchedules(door: Door): ScheduleClientInterceptor {
  return {
    create(input, next) {
      const { scheduleId } = input.options;
      const call = {
        ...scheduleCall(scheduleId),
        slots: scheduleSlots(input.options),
        context: door.context({ scheduleId }),
      };
      return sending(door, call, input, next);
    },
  };
}

/** Looks at the arguments of standalone activities. */
export function sendingActivities(door: Door): ActivityClientInterceptor {
  return {
    start(input, next) {
      const { args } = input.options as { readonly args?: unknown };
      return sending(door, callOf('activity', input.activityType, argumentSlots(args), input.options), input, next);
    },
  };
}

/** Looks at the input of standalone Nexus operations. */
export function sendingNexusOperations(door: Door): NexusClientInterceptor {
  return {
    startOperation(input, next) {
      const slots = [{ path: ['arg'], value: input.arg }];
      return sendingValues(door, callOf('Nexus operation', input.operation, slots, input), () => next(input));
    },
  };
}

interface ToExecution {
  readonly args: unknown;
  readonly typeInfo?: unknown;
  readonly workflowExecution: { readonly workflowId: string; readonly runId?: string };
}

interface StartOptions {
  readonly workflowId: string;
  readonly args?: unknown;
  readonly memo?: unknown;
}

function startOf(door: Door, workflowType: string, options: StartOptions): PayloadCall {
  const slots = [...argumentSlots(options.args), ...entrySlots('memo', options.memo)];
  const call = callOf('workflow', workflowType, slots, options);
  return { ...call, context: door.context({ workflowId: options.workflowId }) };
}

function callOf(what: string, name: string, slots: readonly ValueSlot[], input: object): PayloadCall {
  return { subject: `The start of ${what} "${name}"`, where: name, slots, typed: isTyped(input) };
}

function isTyped(input: object): boolean {
  const { typeInfo, inputType, updateTypeInfo } = input as Record<string, unknown>;
  return [typeInfo, inputType, updateTypeInfo].some((each) => each !== undefined);
}
