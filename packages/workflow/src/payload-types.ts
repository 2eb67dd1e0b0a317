/**
 * Which activities have arguments and results that survive the default data converter, decided by the compiler. JSON loses
 * or changes many values without a word; here the editor says so, with the path.
 *
 * Two steps, for the sake of compile time: {@link Sendable} decides by a comparison, which TypeScript remembers for each
 * type and ends by itself in recursive ones; only where that fails {@link Explained} works out the paths.
 *
 * @module
 */

/**
 * What a project tells Handrail's types about itself, by augmentation.
 *
 * A project with a data converter of its own says once that values other than JSON's can be sent. Its activities are then
 * typed as the SDK types them:
 *
 * ```ts
 * declare module '@handrail/workflow' {
 *   interface Register {
 *     payloads: 'custom';
 *   }
 * }
 * ```
 *
 * Activities whose values are converted by the SDK's `activityTypeInfo` need nothing: a proxy with that option is not
 * checked.
 */
export interface Register {} // eslint-disable-line @typescript-eslint/no-empty-object-type -- it is filled by augmentation

/**
 * Stands in place of an activity whose arguments or result would not arrive as they were sent. It cannot be called, and the
 * compile error names each path and what would happen there. Send a plain value instead (a `Date` as an ISO string, a `Map`
 * as an object or an array of entries, a `bigint` as a string), or see {@link Register} for a data converter of your own.
 */
export interface NotSerialisable<Activity, Problem> {
  readonly [notSerialisable]: readonly [Activity, Problem];
}

declare const notSerialisable: unique symbol;

/**
 * `Good` if all that the function takes and returns can be sent, else {@link NotSerialisable} with its name and the paths.
 *
 * What passes beyond JSON: `undefined`, `Uint8Array` (which travels as bytes where it is a whole argument or result),
 * objects with a `toJSON` method, protobuf messages, and `any`, `unknown` and type parameters, of which nothing is known.
 *
 * The parameters are taken one by one: to compare tuples the compiler works out all methods of both.
 */
export type IfSerialisable<Activity, Name, Good> = Register extends { payloads: 'custom' }
  ? Good
  : Activity extends (a: infer A, b: infer B, c: infer C, d: infer D, ...rest: infer Rest) => Promise<infer Result>
    ? { a: A; b: B; c: C; d: D; rest: Rest; result: Result } extends {
        a: Sendable<A>;
        b: Sendable<B>;
        c: Sendable<C>;
        d: Sendable<D>;
        rest: Sendable<Rest>;
        result: Sendable<Result>;
      }
      ? Good
      : NotSerialisable<Name, Explained<Activity>>
    : Good;

type Plain = string | number | boolean | null | undefined | void;

// eslint-disable-next-line @typescript-eslint/no-wrapper-object-types -- sent as the primitives, which are subtypes of them
type Boxed = String | Number | Boolean;

// On purpose, by the SDK, by the object itself, by protobufjs (its static classes have `toJSON`) or by protobuf-es.
type Converted = Uint8Array | { toJSON(...args: never): unknown } | { readonly $typeName: string };

// These two have a `toJSON` and arrive as strings all the same.
type Stringified = Date | Url;
type Url = { readonly searchParams: object; toJSON(): string };

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- constructors and `Function` itself are meant, too
type AnyFunction = Function;

/**
 * The type with `never` in place of whatever cannot be sent, so that only a good type is assignable to it. Arrays and
 * tuples are spelt out because a mapped array is resolved at once, which never ends in `type Json = … | Json[]`.
 *
 * The conditions stand in the order that gives the compiler least to do: hundreds of activities share its time. It knows arrays
 * and primitives at a glance. Objects it compares property by property, so a look at their keys saves most of those.
 */
type Sendable<Type> = Type extends Plain
  ? Type
  : Type extends bigint | symbol | AnyFunction
    ? never
    : Type extends (infer Element)[]
      ? SendableArray<Type, Element>
      : Type extends readonly (infer Element)[]
        ? SendableArray<Type, Element>
        : unknown extends Type
          ? Type
          : keyof Type & Telltale extends never
            ? { [Key in keyof Type]: Sendable<Type[Key]> }
            : Type extends Stringified
              ? never
              : Type extends Boxed | Converted
                ? Type
                : { [Key in keyof Type]: Key extends symbol ? unknown : Sendable<Type[Key]> };

/** Keys of which every object that is more than its fields has one. */
type Telltale = 'length' | 'valueOf' | 'toJSON' | '$typeName' | number | symbol;

// An index signature stands for the array, again for the sake of its methods. Nothing but arrays takes `never[]`; of what is
// left a tuple without an end has no length of its own.
type SendableArray<Type extends readonly unknown[], Element> = never[] extends Type
  ? { readonly [index: number]: Sendable<Element> }
  : number extends Type['length']
    ? { readonly [index: number]: Sendable<Element> }
    : { [Key in keyof Type as Key & `${number}`]: Sendable<Type[Key]> };

// How many objects and arrays deep the paths are looked for. The next limit is tried only where nothing is found within
// one: through types that refer to each other, as database entities do, there are more paths than the compiler can follow.
interface NextLimit {
  4: 6;
  6: 9;
  9: 14;
  14: undefined;
}

type Explained<Activity, Limit extends keyof NextLimit = 4> = [
  Activity extends (...args: infer Arguments) => Promise<infer Result>
    ? Items<Arguments, 'args', Limit> | Problem<Result, 'result', Limit>
    : never,
] extends [infer Problems]
  ? [Problems] extends [never]
    ? NextLimit[Limit] extends keyof NextLimit
      ? Explained<Activity, NextLimit[Limit]>
      : 'more than 13 levels deep in args or result'
    : Problems
  : never;

/** The paths of what cannot be sent, each with what would arrive. `Above` are the types on the way, which may recur. */
type Problem<Type, Path extends string, Limit, Above extends unknown[] = []> = Above['length'] extends Limit
  ? never
  : Type extends unknown
    ? [Type] extends [Sendable<Type>]
      ? never
      : [Loss<Type>] extends [never]
        ? Same<Type> extends Above[number]
          ? never
          : Items<Type, Path, Limit, [...Above, Same<Type>]> | Fields<Type, Path, Limit, [...Above, Same<Type>]>
        : `${Path}: ${Loss<Type>}`
    : never;

type Loss<Type> = Type extends bigint
  ? 'bigint (throws)'
  : Type extends symbol
    ? 'symbol (dropped)'
    : Type extends AnyFunction
      ? 'function (dropped)'
      : Type extends Date
        ? 'Date (arrives as a string)'
        : Type extends Url
          ? 'URL (arrives as a string)'
          : Type extends ReadonlyMap<unknown, unknown>
            ? 'Map (arrives as {})'
            : Type extends ReadonlySet<unknown>
              ? 'Set (arrives as {})'
              : Type extends RegExp
                ? 'RegExp (arrives as {})'
                : Type extends PromiseLike<unknown>
                  ? 'Promise (arrives as {})'
                  : Type extends ArrayBufferLike
                    ? 'ArrayBuffer (arrives as {})'
                    : Type extends readonly unknown[]
                      ? never
                      : HasSeveral<Methods<Type>> extends true
                        ? 'object with methods (arrives as a plain object without methods)'
                        : never;

// Nothing but the same type is assignable to it.
interface Same<in out Type> {
  readonly type?: (value: Type) => Type;
}

// Conditional types, since of a union that comes straight from an indexed mapped type the compiler prints only the alias.
type Items<Type, Path extends string, Limit, Above extends unknown[] = []> = Type extends readonly unknown[]
  ? { [Key in keyof Type]-?: Problem<Type[Key], `${Path}[${Key extends string ? Key : ''}]`, Limit, Above> }[number]
  : never;

type Fields<Type, Path extends string, Limit, Above extends unknown[]> = Type extends readonly unknown[]
  ? never
  : {
      [Key in Keys<Type>]-?: Problem<Type[Key], `${Path}.${`${number}` extends `${Key}` ? '*' : Key}`, Limit, Above>;
    }[Keys<Type>];

type Methods<Type> = {
  [Key in Keys<Type>]-?: [Type[Key]] extends [Sendable<Type[Key]>]
    ? never
    : NonNullable<Type[Key]> extends AnyFunction
      ? Key
      : never;
}[Keys<Type>];

// JSON leaves out what stands under a symbol.
type Keys<Type> = keyof Type & (string | number);

type HasSeveral<Union, Whole = Union> = true extends (
  Union extends Whole ? ([Whole] extends [Union] ? false : true) : never
)
  ? true
  : false;
