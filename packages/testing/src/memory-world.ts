import { canonicalize } from './internal/idempotency/compare/canonical';
import { NOTHING_LEARNED } from './internal/idempotency/compare/learned';
import { toTree } from './internal/idempotency/compare/to-tree';
import { badOption } from './internal/idempotency/bad-option';
import { findMethods } from './internal/idempotency/memory/find-methods';
import { rememberGraph } from './internal/idempotency/memory/remember-graph';
import { WatchedMethod } from './internal/idempotency/memory/watch-method';
import { PROBE, type Probing } from './internal/idempotency/inner-gate';
import type { World } from './world';

/**
 * The fakes that an activity uses, as a world. Each call of a method of the object, or of an object in it, passes the gate;
 * one that changes the data is an effect. The data (also Map, Set and class instances) is the state. It is put back in place,
 * so that references to it stay good.
 *
 * What an activity does to the data itself, or through a function that was taken from the object before the check, goes
 * past the gate: the check says so and does not judge. Fields with `#` cannot be seen.
 *
 * @example
 * ```ts
 * import { checkIdempotency, memoryWorld } from '@handrail/testing';
 *
 * const bank = {
 *   transfers: new Map<string, number>(),
 *   async transfer(key: string, cents: number) {
 *     if (!this.transfers.has(key)) this.transfers.set(key, cents);
 *   },
 * };
 * const charge = async (order: { key: string; cents: number }) => bank.transfer(order.key, order.cents);
 *
 * const report = await checkIdempotency(charge, {
 *   args: [{ key: 'k1', cents: 500 }],
 *   distinct: [{ key: 'k2', cents: 500 }],
 *   world: memoryWorld(bank),
 * });
 * console.log(report.verdict); // IDEMPOTENT
 * ```
 */
export function memoryWorld<T extends object>(fakes: T, options: { readonly name?: string } = {}): World<T> {
  if (typeof fakes !== 'object' || fakes === null)
    throw badOption('memoryWorld(object)', fakes, 'the object that holds the fakes');
  let putBack: (() => void) | undefined;
  let watched: WatchedMethod[] = [];
  const stateText = () => canonicalize({ state: toTree(fakes) }, NOTHING_LEARNED)['state']?.text ?? '';
  const world: World<T> & Probing = {
    name: options.name ?? 'memory',
    async reset() {
      putBack ??= rememberGraph(fakes);
      putBack();
    },
    // Read before anything else can happen, so it needs no copy.
    async snapshot() {
      return fakes;
    },
    attach(gate) {
      const restore = rememberGraph(fakes);
      putBack = restore;
      watched = findMethods(fakes).map((method) => {
        if (Object.isFrozen(method.owner))
          throw badOption(
            `memoryWorld(object).${method.label}`,
            'a method of a frozen object',
            'a method that can be watched',
          );
        return new WatchedMethod(method, gate, stateText);
      });
      return () => {
        for (const method of watched) method.release();
        watched = [];
        restore();
        putBack = undefined;
      };
    },
    [PROBE](phase) {
      if (phase === 'first') return watched.length > 0;
      if (phase === 'second') return watched.map((method) => method.trap()).includes(true);
      for (const method of watched) method.untrap(phase.accept);
      return false;
    },
  };
  return world;
}
