import { HandrailError, type Links, type Problem } from '@handrail/errors';
import type { EffectivePolicy } from '../effective-policy';
import { showValue } from '../show-value';
import { logProblem } from './log-problem';
import { nameInPlace } from './name-in-place';

/**
 * What a method of an interceptor is for, by what becomes of a call when it gives back nothing:
 *
 * - `needed`: the SDK itself fails then;
 * - `value`: nobody notices, although nothing may have been sent;
 * - `effect`: there is nothing to give back, so only the call of `next` counts, and leaving that out may be meant;
 * - `anything`: `undefined` may well be the answer.
 */
export type MethodKind = 'needed' | 'value' | 'effect' | 'anything';

/** A mistake of an interceptor, for the words of its error. */
export interface LostCall {
  readonly interceptor: string;
  readonly method: string;
  readonly mistake: 'no next' | 'no result' | 'no input';
  readonly value: string;
}

/** Whether the SDK fails of an answer, or takes something else from it than what `next` gave. */
export type AnswerFault = 'fails' | 'differs';

/** What a check of interceptors needs to know. */
export interface InterceptorCheck {
  /** Where it stands: `interceptors.workflow[0]`. */
  readonly place: string;
  readonly methods: Readonly<Partial<Record<string, MethodKind>>>;
  /** Of a method that is needed: what is amiss with an object that it gives back for what `next` gave. @default nothing */
  readonly faultOf?: (method: string, made: object, answer: unknown) => AnswerFault | undefined;
  readonly mode: EffectivePolicy['mode'];
  readonly links?: Partial<Links> | undefined;
  readonly toProblem: (lost: LostCall) => Problem;
  /** What has been told already, where interceptors are made again and again. @default nothing */
  readonly told?: Set<string>;
}

type Next = (input: unknown, ...rest: unknown[]) => unknown;

const CHECKED = Symbol.for('handrail.interceptor-checked');

/**
 * An interceptor whose calls are looked at: whether it calls `next` with an input, and gives back what came of it. What was
 * lost is thrown where the SDK would fail of it or pretend that a call was made, and else logged once. To everybody else it is
 * the same interceptor.
 */
export function checkedInterceptor<I extends object>(interceptor: I, check: InterceptorCheck): I {
  // What is none is reported by name elsewhere.
  if (typeof interceptor !== 'object' || interceptor === null || CHECKED in interceptor) return interceptor;
  if (!Object.keys(check.methods).some((name) => name in interceptor)) return interceptor;
  const { told = new Set<string>() } = check;
  return new Proxy(interceptor, {
    has: (target, property) => property === CHECKED || Reflect.has(target, property),
    get(target, property) {
      // Of the target itself: a proxy does not have the private fields of a class.
      const value = Reflect.get(target, property, target) as unknown;
      const kind = typeof property === 'string' ? check.methods[property] : undefined;
      if (kind === undefined || typeof value !== 'function') return value;
      const lost = { interceptor: nameInPlace(target, check.place), method: String(property) };
      const faultOf = (made: unknown, answer: unknown): AnswerFault | undefined => {
        if (kind !== 'needed' || typeof made !== 'object' || made === null) return undefined;
        return check.faultOf?.(String(property), made, answer);
      };
      return watched(value as Next, target, kind, faultOf, (mistake, made, fault) => {
        const problem = check.toProblem({ ...lost, mistake, value: showValue(made) });
        const isRefused = fault === 'differs' || (kind === 'value' && mistake === 'no next');
        if (fault === 'fails' || (isRefused && check.mode === 'enforce'))
          throw new HandrailError([problem], { links: check.links });
        if (told.has(`${lost.method} ${mistake}`)) return;
        told.add(`${lost.method} ${mistake}`);
        logProblem(problem, { links: check.links });
      });
    },
  });
}

/** Whether this is a part of the input, such as its options: it has none of the input's own fields. */
function isPart(given: object, input: unknown): boolean {
  const fields = typeof input === 'object' && input !== null ? Object.keys(input) : [];
  return fields.length > 0 && !fields.some((field) => field in given);
}

type Report = (mistake: LostCall['mistake'], made: unknown, fault?: AnswerFault) => void;
type FaultOf = (made: unknown, answer: unknown) => AnswerFault | undefined;

function watched(method: Next, target: object, kind: MethodKind, faultOf: FaultOf, report: Report): Next {
  return async (input, next) => {
    let isCalled = false;
    let answer: unknown;
    const watchedNext: Next = async (given, ...rest) => {
      isCalled = true;
      if (typeof given !== 'object' || given === null || Array.isArray(given) || isPart(given, input))
        report('no input', given, 'fails');
      return (answer = await (next as Next)(given, ...rest));
    };
    const made: unknown = await Reflect.apply(method, target, [input, watchedNext]);
    const isLost = kind === 'effect' ? !isCalled : made === undefined || (kind !== 'anything' && made === null);
    const fault = isLost && kind === 'needed' ? 'fails' : faultOf(made, answer);
    if (!isLost && fault === undefined) return made;
    if (!isCalled) report('no next', made, fault);
    // Of an answer that is undefined itself nothing is lost.
    else if (kind !== 'anything' || answer !== undefined) report('no result', made, fault);
    return made;
  };
}
