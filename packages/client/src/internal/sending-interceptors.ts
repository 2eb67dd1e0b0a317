import { argumentSlots, entrySlots, type PayloadCall, type ValueSlot } from '@handrail/common/host';
import type {
  ActivityClientInterceptor,
  NexusClientInterceptor,
  ScheduleClientInterceptor,
  WorkflowClientInterceptor,
} from '@temporalio/client';
import type { Door } from './door';
import { scheduleCall, scheduleSlots, sending } from './sending';

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
    startWithDetails: (input, next) =>
      sending(door, startOf(door, input.workflowType, input.options), () => next(input)),
    signalWithStart(input, next) {
      const start = startOf(door, input.workflowType, input.options);
      const slots = [...start.slots, ...argumentSlots(input.signalArgs, 'signalArgs')];
      return sending(door, { ...start, slots }, () => next(input));
    },
    startUpdateWithStart(input, next) {
      const start = startOf(door, input.workflowType, input.workflowStartOptions);
      const slots = [...start.slots, ...argumentSlots(input.updateArgs, 'updateArgs')];
      const typed = start.typed === true || isTyped(input);
      return sending(door, { ...start, slots, typed }, () => next(input));
    },
    startUpdate: (input, next) =>
      sending(door, toExecution(`Update "${input.updateName}"`, input as ToExecution), () => next(input)),
    signal: (input, next) =>
      sending(door, toExecution(`Signal "${input.signalName}"`, input as ToExecution), () => next(input)),
    query: (input, next) =>
      sending(door, toExecution(`Query "${input.queryType}"`, input as ToExecution), () => next(input)),
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
      return sending(door, call, () => next(input));
    },
  };
}

/** Looks at the arguments of standalone activities. */
export function sendingActivities(door: Door): ActivityClientInterceptor {
  return {
    start(input, next) {
      const { args } = input.options as { readonly args?: unknown };
      return sending(door, callOf('activity', input.activityType, argumentSlots(args), input.options), () =>
        next(input),
      );
    },
  };
}

/** Looks at the input of standalone Nexus operations. */
export function sendingNexusOperations(door: Door): NexusClientInterceptor {
  return {
    startOperation(input, next) {
      const slots = [{ path: ['arg'], value: input.arg }];
      return sending(door, callOf('Nexus operation', input.operation, slots, input), () => next(input));
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
