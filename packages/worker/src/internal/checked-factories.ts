import {
  checkedInterceptor,
  type InterceptorCheck,
  isClass,
  logProblem,
  misspeltOptions,
  readField,
  showValue,
} from '@handrail/common/host';
import { HR5016, type Links } from '@handrail/errors';
import type { EffectivePolicy } from '@handrail/common';
import type { ActivityInboundCallsInterceptorFactory, ActivityInterceptorsFactory } from '@temporalio/worker';

const METHODS: InterceptorCheck['methods'] = { execute: 'anything' };

/**
 * The factories of a worker's activity interceptors, with an eye on what they make: the SDK takes apart whatever comes, and an
 * activity whose interceptor forgets it completes without having run.
 */
export function checkedFactories(
  factories: readonly ActivityInterceptorsFactory[] | undefined,
  policy: Pick<EffectivePolicy, 'mode' | 'links'>,
  list = 'interceptors.activity',
): ActivityInterceptorsFactory[] {
  // What is no list has been told.
  if (!Array.isArray(factories)) return [];
  return (factories as readonly ActivityInterceptorsFactory[]).map((factory, index) => {
    const place = `${list}[${index}]`;
    // The SDK calls a factory without `new`.
    if (isClass(factory)) {
      const name = factory.name || 'Interceptor';
      const instead = `is a class, not a function that makes one: (context) => ({ inbound: new ${name}(context) })`;
      return () => refuse(place, instead, policy);
    }
    if (typeof factory !== 'function') return () => refuse(place, `is ${showValue(factory)}, not a function`, policy);
    const { mode, links } = policy;
    const check = { place, methods: METHODS, mode, links, toProblem: problemOf, told: new Set<string>() };
    return new Proxy(factory, {
      apply(target, self, args) {
        const made: unknown = Reflect.apply(target, self, args);
        const fault = faultOf(made);
        // Of nothing the SDK makes an error by itself; the rest it takes for an interceptor that does nothing.
        if (fault !== undefined && (typeof made !== 'object' || made === null || mode === 'enforce'))
          return refuse(place, fault, policy);
        if (fault !== undefined) {
          if (!check.told.has(fault)) tell(place, fault, policy);
          check.told.add(fault);
          return made;
        }
        if (!check.told.has('names')) tellMisspelt(made, place, policy);
        check.told.add('names');
        const { inbound } = made as ReturnType<ActivityInterceptorsFactory>;
        if (inbound == null) return made;
        // A copy would lose what a getter or a class makes of the rest.
        return Object.create(made as object, { inbound: { value: checkedInterceptor(inbound, check) } }) as typeof made;
      },
    });
  });
}

const SIDES = {
  inbound: ['execute'],
  outbound: ['getLogAttributes', 'getMetricTags'],
} as const;

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
function tellMisspelt(made: unknown, place: string, { links }: { readonly links: Links }): void {
  const problems = [
    ...misspeltOptions(place, made, { names: Object.keys(SIDES) }),
    ...Object.entries(SIDES).flatMap(([side, names]) => {
      const methods = methodsOf(readField(made, side));
      return misspeltOptions(place, Object.fromEntries(methods.map((name) => [name, true])), { names }, `${side}.`);
    }),
  ];
  for (const problem of problems) logProblem({ ...problem, disposition: 'warn' }, { links });
}

/** The methods of an object and of its class. */
function methodsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const prototype = Object.getPrototypeOf(value) as object | null;
  const names = [...Object.keys(value), ...(prototype === null ? [] : Object.getOwnPropertyNames(prototype))];
  return names.filter((name) => name !== 'constructor' && typeof readField(value, name) === 'function');
}

const problemOf: InterceptorCheck['toProblem'] = (lost) => HR5016.problem(lost);

function refuse(interceptor: string, value: string, { links }: { readonly links: Links }): never {
  throw HR5016.error({ interceptor, mistake: 'factory', value }, { links });
}

function tell(interceptor: string, value: string, { links }: { readonly links: Links }): void {
  const problem = HR5016.problem({ interceptor, mistake: 'factory', value });
  logProblem(problem, { links });
}

function faultOf(made: unknown): string | undefined {
  if (typeof made !== 'object' || made === null) return `returned ${showValue(made)}`;
  if ('then' in made) return 'returned a promise: it is not waited for';
  if ('inbound' in made || 'outbound' in made) return undefined;
  if ('execute' in made || 'getLogAttributes' in made || 'getMetricTags' in made)
    return 'returned an interceptor, not an object that has it as inbound or outbound';
  return undefined;
}
