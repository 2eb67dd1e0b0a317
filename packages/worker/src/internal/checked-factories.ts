import {
  checkedInterceptor,
  type InterceptorCheck,
  isClass,
  logProblem,
  misspeltMethods,
  misspeltOptions,
  readField,
  showValue,
} from '@handrail/common/host';
import { HandrailError, HR5016, HR5044, type Links, type Problem } from '@handrail/errors';
import type { EffectivePolicy } from '@handrail/common';
import type {
  ActivityInboundCallsInterceptorFactory,
  ActivityInterceptorsFactory,
  NexusInterceptorsFactory,
} from '@temporalio/worker';
import { lostResult } from './nexus-results';

/** What the SDK takes from a factory, and calls of it. */
interface Kind {
  readonly methods: InterceptorCheck['methods'];
  readonly answerFault?: InterceptorCheck['faultOf'];
  readonly sides: Readonly<Record<'inbound' | 'outbound', readonly string[]>>;
  /** Words of the SDK's own, or of others, for the inbound methods. */
  readonly perhaps: Readonly<Record<string, string>>;
  readonly toProblem: InterceptorCheck['toProblem'];
  readonly factoryProblem: (interceptor: string, value: string) => Problem;
}

const TAGS = ['getLogAttributes', 'getMetricTags'];

const ACTIVITIES: Kind = {
  methods: { execute: 'anything' },
  sides: { inbound: ['execute'], outbound: TAGS },
  perhaps: { executeActivity: 'execute', handle: 'execute', intercept: 'execute', run: 'execute' },
  toProblem: (lost) => HR5016.problem(lost),
  factoryProblem: (interceptor, value) => HR5016.problem({ interceptor, mistake: 'factory', value }),
};

const NEXUS: Kind = {
  methods: { startOperation: 'needed', cancelOperation: 'effect' },
  answerFault: (_, made, answer) => lostResult(made, answer),
  sides: { inbound: ['startOperation', 'cancelOperation'], outbound: TAGS },
  perhaps: { start: 'startOperation', execute: 'startOperation', cancel: 'cancelOperation' },
  toProblem: (lost) => HR5044.problem(lost),
  factoryProblem: (interceptor, value) => HR5044.problem({ interceptor, mistake: 'factory', value }),
};

/**
 * The factories of a worker's activity interceptors, with an eye on what they make: the SDK takes apart whatever comes, and an
 * activity whose interceptor forgets it completes without having run.
 */
export function checkedFactories(
  factories: readonly ActivityInterceptorsFactory[] | undefined,
  policy: Pick<EffectivePolicy, 'mode' | 'links'>,
  list = 'interceptors.activity',
): ActivityInterceptorsFactory[] {
  return checkedAll(factories, policy, list, ACTIVITIES);
}

/** As {@link checkedFactories}, of those of Nexus operations. */
export function checkedNexusFactories(
  factories: readonly NexusInterceptorsFactory[] | undefined,
  policy: Policy,
): NexusInterceptorsFactory[] {
  return checkedAll(factories, policy, 'interceptors.nexus', NEXUS);
}

type Policy = Pick<EffectivePolicy, 'mode' | 'links'>;

function checkedAll<F extends (...args: never[]) => object>(
  factories: readonly F[] | undefined,
  policy: Policy,
  list: string,
  kind: Kind,
): F[] {
  // What is no list has been told.
  if (!Array.isArray(factories)) return [];
  return (factories as readonly F[]).map((factory, index): F => {
    const place = `${list}[${index}]`;
    const refuse = (value: string): never => {
      throw new HandrailError([kind.factoryProblem(place, value)], { links: policy.links });
    };
    // The SDK calls a factory without `new`.
    if (isClass(factory)) {
      const name = factory.name || 'Interceptor';
      const instead = `is a class, not a function that makes one: (context) => ({ inbound: new ${name}(context) })`;
      return (() => refuse(instead)) as unknown as F;
    }
    if (typeof factory !== 'function')
      return (() => refuse(`is ${showValue(factory)}, not a function`)) as unknown as F;
    const { mode, links } = policy;
    const check: InterceptorCheck & { readonly told: Set<string> } = {
      place,
      methods: kind.methods,
      ...(kind.answerFault !== undefined && { faultOf: kind.answerFault }),
      mode,
      links,
      toProblem: kind.toProblem,
      told: new Set<string>(),
    };
    return new Proxy(factory, {
      apply(target, self, args: never[]) {
        const made: unknown = Reflect.apply(target, self, args);
        const fault = faultOf(made, kind);
        // Of nothing the SDK makes an error by itself; the rest it takes for an interceptor that does nothing.
        if (fault !== undefined && (typeof made !== 'object' || made === null || mode === 'enforce'))
          return refuse(fault);
        if (fault !== undefined) {
          if (!check.told.has(fault)) logProblem(kind.factoryProblem(place, fault), { links });
          check.told.add(fault);
          return made;
        }
        if (!check.told.has('names')) tellMisspelt(made, place, kind, links);
        check.told.add('names');
        const { inbound } = made as { readonly inbound?: object | null };
        if (inbound == null) return made;
        // A copy would lose what a getter or a class makes of the rest.
        return Object.create(made as object, { inbound: { value: checkedInterceptor(inbound, check) } }) as typeof made;
      },
    });
  });
}

/** As {@link checkedFactories}, of those that were there before them, which make nothing but the inbound interceptor. */
export function checkedInboundFactories(
  factories: readonly ActivityInboundCallsInterceptorFactory[] | undefined,
  policy: Pick<EffectivePolicy, 'mode' | 'links'>,
): ActivityInterceptorsFactory[] {
  if (!Array.isArray(factories)) return [];
  const whole = (factories as readonly ActivityInboundCallsInterceptorFactory[]).map(
    (factory): ActivityInterceptorsFactory => {
      const given: unknown = factory;
      if (typeof given !== 'function' || isClass(given)) return given as ActivityInterceptorsFactory;
      return (context) => ({ inbound: factory(context) });
    },
  );
  return checkedFactories(whole, policy, 'interceptors.activityInbound');
}

/** What nothing calls: it is told once, and let be, for the interceptor may have methods of its own. */
function tellMisspelt(made: unknown, place: string, { sides, perhaps }: Kind, links: Links): void {
  const problems = [
    ...misspeltOptions(place, made, { names: Object.keys(sides) }),
    ...Object.entries(sides).flatMap(([side, names]) =>
      misspeltMethods(place, readField(made, side), { names, ...(side === 'inbound' && { perhaps }) }, `${side}.`),
    ),
  ];
  for (const problem of problems) logProblem({ ...problem, disposition: 'warn' }, { links });
}

function faultOf(made: unknown, { sides }: Kind): string | undefined {
  if (typeof made !== 'object' || made === null) return `returned ${showValue(made)}`;
  if (Array.isArray(made)) return 'returned a list, not an object with inbound and outbound';
  if ('then' in made) return 'returned a promise: it is not waited for';
  if ('inbound' in made || 'outbound' in made) return undefined;
  if (Object.values(sides).some((names) => names.some((name) => name in made)))
    return 'returned an interceptor, not an object that has it as inbound or outbound';
  return undefined;
}
