// What the compiler says of specifications, beside their activities.
import { idempotencySuite, memoryWorld } from '@handrail/testing';

interface Charge {
  key: string;
  cents: number;
}

class Activities {
  readonly region = 'eu';
  async charge(_request: Charge) {}
  async move(_from: string, _to: string, _cents?: number) {}
  async tick() {}
  async tag(..._tags: string[]) {}
  async any<T>(value: T) {
    return value;
  }
}

const world = memoryWorld({});
const activities = new Activities();

idempotencySuite(activities, {
  charge: { args: [{ key: 'k1', cents: 1 }], distinct: [{ key: 'k2', cents: 1 }], world },
  move: { args: ['a', 'b'], distinct: ['a', 'c', 5], conflicting: ['a', 'd'], world },
  tick: { args: [], world, effects: 'none' },
  tag: { args: ['a', 'b'], distinct: [], world },
  any: { exempt: 'it only gives back what it gets' },
});

// The arguments are those that the activity declares.
idempotencySuite(activities, {
  // @ts-expect-error Type 'string' is not assignable to type 'number'.
  charge: { args: [{ key: 'k1', cents: '1' }], distinct: [{ key: 'k2', cents: 1 }], world },
});

idempotencySuite(activities, {
  // @ts-expect-error Type '[string]' is not assignable to type 'readonly [_from: string, _to: string, _cents?: number | undefined]'. Source has 1 element(s) but target requires 2.
  move: { args: ['a'], distinct: ['a', 'c'], world },
});

// There is an activity for each.
idempotencySuite(activities, {
  // @ts-expect-error Object literal may only specify known properties, but 'chrage' does not exist in type 'IdempotencySpecifications<Activities>'. Did you mean to write 'charge'?
  chrage: { exempt: 'it may come twice' },
});
