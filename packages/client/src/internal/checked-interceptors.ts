import { checkedInterceptor, type MethodKind } from '@handrail/common/host';
import { HR4061 } from '@handrail/errors';
import type {
  ActivityClientInterceptor,
  NexusClientInterceptor,
  ScheduleClientInterceptor,
  WorkflowClientInterceptor,
} from '@temporalio/client';
import type { Door } from './door';

/** Lists are given one after the other, not as a promise. */
type Kinds<I> = Readonly<Record<Exclude<keyof I, 'list'>, MethodKind>>;

const WORKFLOW: Kinds<WorkflowClientInterceptor> = {
  cancel: 'effect',
  describe: 'needed',
  query: 'anything',
  signal: 'effect',
  signalWithStart: 'value',
  start: 'value',
  startUpdate: 'needed',
  startUpdateWithStart: 'needed',
  startWithDetails: 'needed',
  terminate: 'effect',
};

const ACTIVITY: Kinds<ActivityClientInterceptor> = {
  cancel: 'effect',
  count: 'value',
  describe: 'value',
  getResult: 'anything',
  pause: 'effect',
  restoreOriginalOptions: 'anything',
  start: 'value',
  terminate: 'effect',
  unpause: 'effect',
  updateOptions: 'anything',
};

const NEXUS: Kinds<NexusClientInterceptor> = {
  cancel: 'effect',
  count: 'value',
  describe: 'value',
  getResult: 'anything',
  startOperation: 'value',
  terminate: 'effect',
};

const SCHEDULE: Kinds<ScheduleClientInterceptor> = { create: 'effect' };

const METHODS = { workflow: WORKFLOW, activity: ACTIVITY, nexus: NEXUS, schedule: SCHEDULE } as const;

/** The methods that the SDK calls of interceptors of a kind, all but that for lists. */
export function interceptorMethods(kind: keyof typeof METHODS): string[] {
  return Object.keys(METHODS[kind]);
}

/** The interceptors of a client, each with an eye on what it makes of the calls that pass it. */
export function checkedInterceptors<I extends object>(
  kind: keyof typeof METHODS,
  interceptors: readonly I[] | undefined,
  { policy }: Pick<Door, 'policy'>,
): I[] {
  if (!Array.isArray(interceptors)) return [];
  return (interceptors as readonly I[]).map((interceptor, index) =>
    checkedInterceptor(interceptor, {
      place: `interceptors.${kind}[${index}]`,
      methods: METHODS[kind],
      mode: policy.mode,
      links: policy.links,
      toProblem: (lost) => HR4061.problem(lost),
    }),
  );
}
