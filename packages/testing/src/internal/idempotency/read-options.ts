import { nearestName } from '@handrail/common/host';
import type { CheckedActivity, IdempotencyBudget, IdempotencyOptions } from '../../idempotency-options';
import type { World } from '../../world';
import { badOption, refuseUnknown } from './bad-option';
import { planKinds } from './plans';
import type { CallName, Subject } from './subject';

/** The options with every default filled in. */
export interface Settings {
  readonly subject: Subject;
  readonly calls: readonly CallName[];
  readonly worlds: readonly World[];
  readonly isVirtual: boolean;
  readonly ignore: readonly string[];
  readonly expectsEffects: boolean;
  readonly seed: number;
  readonly budget: { readonly plans: number | undefined; readonly milliseconds: number };
  readonly plans: readonly string[] | undefined;
}

const DEFAULT_MILLISECONDS = 60_000;
const NAMES = [
  'args',
  'distinct',
  'conflicting',
  'world',
  'clock',
  'ignore',
  'effects',
  'seed',
  'budget',
  'plans',
  'name',
];

/** Reads the options of a check; what makes no sense is refused by name. */
export function readOptions(activity: CheckedActivity, options: IdempotencyOptions): Settings {
  if (typeof options !== 'object' || options === null)
    throw badOption('options', options, 'an object with args and world');
  refuseUnknown(options, NAMES);
  const { clock, effects, ignore = [], budget } = options;
  oneOf('clock', clock, ['virtual', 'real']);
  oneOf('effects', effects, ['some', 'none']);
  if (!isTexts(ignore)) throw badOption('ignore', ignore, 'a list of paths');
  const calls = (['args', 'distinct', 'conflicting'] as const).filter((call) => options[call] !== undefined);
  for (const call of ['args', ...calls] as const)
    if (!Array.isArray(options[call])) throw badOption(call, options[call], 'the list of arguments of one call');
  return {
    subject: subjectOf(activity, options),
    calls,
    worlds: worldsOf(options.world),
    isVirtual: clock !== 'real',
    ignore,
    expectsEffects: effects !== 'none',
    seed: numberOf('seed', readEnvironment('HANDRAIL_IDEMPOTENCY_SEED', options.seed), 0) ?? 1,
    budget: budgetOf(budget),
    plans: selectionOf(options.plans),
  };
}

function budgetOf(budget: IdempotencyBudget = {}): Settings['budget'] {
  if (typeof budget !== 'object' || budget === null) throw badOption('budget', budget, 'an object: { plans: 200 }');
  refuseUnknown(budget, ['plans', 'milliseconds'], (name) => `budget.${name}`);
  return {
    plans: numberOf('budget.plans', budget.plans, 1),
    milliseconds: numberOf('budget.milliseconds', budget.milliseconds, 1) ?? DEFAULT_MILLISECONDS,
  };
}

function subjectOf(activity: CheckedActivity, options: IdempotencyOptions): Subject {
  const { args, distinct, conflicting } = options;
  const calls = { args, ...(distinct && { distinct }), ...(conflicting && { conflicting }) };
  const name = (fallback: string | undefined) =>
    options.name ?? (fallback === undefined || fallback === '' ? 'activity' : fallback);
  if (typeof activity === 'function')
    return { name: name(activity.name.replace(/^bound /, '')), obtain: () => activity, isFresh: false, calls };
  if (typeof activity === 'object' && activity !== null) {
    if ('create' in activity && typeof activity.create === 'function')
      return { name: name(undefined), obtain: () => activity.create(), isFresh: true, calls };
    if ('activities' in activity && isObject(activity.activities)) {
      const method: unknown = Reflect.get(activity.activities, activity.name);
      if (typeof method === 'function')
        return {
          name: name(activity.name),
          obtain:
            () =>
            (...args: unknown[]): unknown =>
              Reflect.apply(method, activity.activities, args),
          isFresh: false,
          calls,
        };
      const names = methodNames(activity.activities);
      throw badOption(
        'activity.name',
        activity.name,
        `the name of a method (${names.join(', ')})`,
        insteadOf(activity.name, names),
      );
    }
  }
  throw badOption(
    'activity',
    activity,
    'a function, { create: () => activity } or { activities, name }',
    insteadOfActivity(activity),
  );
}

function insteadOfActivity(activity: unknown): string | undefined {
  if (activity instanceof Promise)
    return 'give the activity itself, not what a call of it gives: charge, not charge(…).';
  const [method] = isObject(activity) ? methodNames(activity) : [];
  return method === undefined ? undefined : `name one of its methods: { activities, name: '${method}' }.`;
}

/** A class may offer its static methods. */
function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** The names under which an object offers functions, its class's included. */
export function methodNames(activities: object): string[] {
  const names = new Set<string>();
  for (
    let level: object | null = activities;
    level !== null && level !== Object.prototype && level !== Function.prototype;
    level = Object.getPrototypeOf(level) as object | null
  ) {
    for (const name of Object.getOwnPropertyNames(level)) {
      const property = Object.getOwnPropertyDescriptor(level, name);
      if (name !== 'constructor' && typeof property?.value === 'function') names.add(name);
    }
  }
  return [...names];
}

function worldsOf(world: World | readonly World[]): readonly World[] {
  const worlds = Array.isArray(world) ? (world as readonly World[]) : [world as World];
  if (worlds.length === 0) throw badOption('world', world, 'at least one world');
  for (const [index, each] of worlds.entries()) {
    const where = worlds.length === 1 ? 'world' : `world[${index}]`;
    if (typeof each !== 'object' || each === null) throw badOption(where, each, 'a world, as memoryWorld() makes one');
    if (!['name', 'reset', 'snapshot'].some((part) => part in each))
      throw badOption(
        where,
        each,
        'a world, as memoryWorld() makes one',
        'then' in each ? 'await it.' : `put your fakes into one: ${where}: memoryWorld(fakes).`,
      );
    if (typeof each.name !== 'string' || each.name === '') throw badOption(`${where}.name`, each.name, 'a text');
    for (const method of ['reset', 'snapshot'] as const)
      if (typeof Reflect.get(each, method) !== 'function')
        throw badOption(`${where}.${method}`, Reflect.get(each, method), 'a function');
  }
  const names = worlds.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw badOption('world', `two worlds named "${twice}"`, 'worlds with different names');
  return worlds;
}

function selectionOf(plans: readonly string[] | undefined): readonly string[] | undefined {
  const given = process.env['HANDRAIL_IDEMPOTENCY_PLANS'];
  const isGiven = given !== undefined && given !== '';
  const option = isGiven ? 'HANDRAIL_IDEMPOTENCY_PLANS' : 'plans';
  const chosen = isGiven ? given.split(',').map((each) => each.trim()) : plans;
  if (chosen === undefined) return undefined;
  if (!isTexts(chosen) || chosen.length === 0) throw badOption(option, chosen, 'a list of kinds or ids of plans');
  const kinds = planKinds.map(({ name }) => name);
  for (const [index, each] of chosen.entries()) {
    if (!kinds.some((kind) => each === kind || each.startsWith(`${kind}/`)))
      throw badOption(
        `${option}[${index}]`,
        each,
        `a kind of plan (${kinds.join(', ')}) or the id of a plan`,
        insteadOf(each, kinds),
      );
  }
  return chosen;
}

function insteadOf(name: unknown, names: readonly string[]): string | undefined {
  const nearest = typeof name === 'string' ? nearestName(name.split('/', 1).join(''), names) : undefined;
  return nearest === undefined ? undefined : `write '${nearest}'.`;
}

function readEnvironment(name: string, fallback: number | undefined): number | undefined {
  const given = process.env[name];
  return given === undefined || given === '' ? fallback : Number(given);
}

function oneOf(name: string, value: unknown, allowed: readonly string[]): void {
  if (value !== undefined && !allowed.includes(value as string))
    throw badOption(name, value, allowed.map((each) => `'${each}'`).join(' or '));
}

function numberOf(name: string, value: number | undefined, minimum: number): number | undefined {
  if (value === undefined) return undefined;
  if (!Number.isInteger(value) || value < minimum) throw badOption(name, value, `a whole number from ${minimum}`);
  return value;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
