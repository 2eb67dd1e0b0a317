/** What the compiler says of activities whose values do not survive the default data converter, and what it lets pass. */
import { type ActivityOptions, proxyActivities, proxyLocalActivities } from '@handrail/workflow';

class Money {
  constructor(
    readonly cents: number,
    readonly currency: string,
  ) {}
  add(other: Money): Money {
    return new Money(this.cents + other.cents, this.currency);
  }
  format(): string {
    return `${this.cents} ${this.currency}`;
  }
}

interface Order {
  readonly id: string;
  readonly items: readonly { sku: string; price: bigint }[];
}

interface Appointment {
  title: string;
  at?: Date | undefined;
  followUp?: Appointment;
}

interface Bad {
  date(at: Date): Promise<void>;
  resultDate(): Promise<Date>;
  price(order: Order): Promise<void>;
  optional(appointment: Appointment): Promise<void>;
  map(first: string, rates: Map<string, number>): Promise<void>;
  set(): Promise<{ tags: ReadonlySet<string> } | null>;
  money(price: Money): Promise<void>;
  callback(progress: { done: number; report: (done: number) => void }): Promise<void>;
  function(): Promise<() => void>;
  constructorFunction(type: typeof Money): Promise<void>;
  symbol(key: symbol): Promise<{ key: symbol }>;
  regExp(pattern: RegExp): Promise<void>;
  url(address: URL): Promise<void>;
  promise(later: Promise<string>): Promise<void>;
  tuple(pair: [string, Date]): Promise<void>;
  variadic(name: string, ...dates: Date[]): Promise<void>;
  record(prices: Record<string, bigint>): Promise<void>;
  numbered(prices: { [id: number]: bigint }): Promise<void>;
  union(value: string | { kind: 'date'; at: Date } | { kind: 'none' }): Promise<void>;
  intersection(value: { id: string } & { at: Date }): Promise<void>;
  several(order: Order, at: Date): Promise<Map<string, string>>;
  buffer(bytes: Float64Array): Promise<void>;
  deep(value: { a: { b: { c: { d: { e: { f: { g: Date } } } } } } }): Promise<void>;
  generic<T extends Date>(at: T): Promise<void>;
  besideUnknown(context: unknown, at: Date): Promise<unknown>;
}

export function eachMessageNamesThePath(bad: Bad, options: ActivityOptions) {
  const proxy = proxyActivities<Bad>(options);
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"date", "args[0]: Date (arrives as a string)">' has no call signatures.
  void proxy.date(new Date());
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"resultDate", "result: Date (arrives as a string)">' has no call signatures.
  void proxy.resultDate();
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"price", "args[0].items[].price: bigint (throws)">' has no call signatures.
  void proxy.price({ id: '1', items: [] });
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"optional", "args[0].at: Date (arrives as a string)">' has no call signatures.
  void proxy.optional({ title: 'Dentist' });
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"map", "args[1]: Map (arrives as {})">' has no call signatures.
  void proxy.map('EUR', new Map());
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"set", "result.tags: Set (arrives as {})">' has no call signatures.
  void proxy.set();
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"money", "args[0]: object with methods (arrives as a plain object without methods)">' has no call signatures.
  void proxy.money(new Money(1, 'EUR'));
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"callback", "args[0].report: function (dropped)">' has no call signatures.
  void proxy.callback({ done: 1, report: () => {} });
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"function", "result: function (dropped)">' has no call signatures.
  void proxy.function();
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"constructorFunction", "args[0]: function (dropped)">' has no call signatures.
  void proxy.constructorFunction(Money);
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"symbol", "args[0]: symbol (dropped)" | "result.key: symbol (dropped)">' has no call signatures.
  void proxy.symbol(Symbol.iterator);
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"regExp", "args[0]: RegExp (arrives as {})">' has no call signatures.
  void proxy.regExp(/x/);
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"url", "args[0]: URL (arrives as a string)">' has no call signatures.
  void proxy.url(new URL('https://example.com'));
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"promise", "args[0]: Promise (arrives as {})">' has no call signatures.
  void proxy.promise(Promise.resolve('too early'));
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"tuple", "args[0][1]: Date (arrives as a string)">' has no call signatures.
  void proxy.tuple(['now', new Date()]);
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"variadic", "args[]: Date (arrives as a string)">' has no call signatures.
  void proxy.variadic('now', new Date());
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"record", "args[0].*: bigint (throws)">' has no call signatures.
  void proxy.record({});
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"numbered", "args[0].*: bigint (throws)">' has no call signatures.
  void proxy.numbered({});
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"union", "args[0].at: Date (arrives as a string)">' has no call signatures.
  void proxy.union('none');
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"intersection", "args[0].at: Date (arrives as a string)">' has no call signatures.
  void proxy.intersection({ id: '1', at: new Date() });
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"several", "args[0].items[].price: bigint (throws)" | "args[1]: Date (arrives as a string)" | "result: Map (arrives as {})">' has no call signatures.
  void proxy.several({ id: '1', items: [] }, new Date());
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"buffer", "args[0]: object with methods (arrives as a plain object without methods)">' has no call signatures.
  void proxy.buffer(new Float64Array());
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"deep", "args[0].a.b.c.d.e.f.g: Date (arrives as a string)">' has no call signatures.
  void proxy.deep({ a: { b: { c: { d: { e: { f: { g: new Date() } } } } } } });
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"generic", "args[0]: Date (arrives as a string)">' has no call signatures.
  void proxy.generic(new Date());
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"besideUnknown", "args[1]: Date (arrives as a string)">' has no call signatures.
  void proxy.besideUnknown({}, new Date());

  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"date", "args[0]: Date (arrives as a string)">' has no call signatures.
  void proxyLocalActivities<Bad>().date(new Date());
  // @ts-expect-error Property 'executeWithOptions' does not exist on type 'NotSerialisable<"date", "args[0]: Date (arrives as a string)">'.
  void proxy.date.executeWithOptions({ startToCloseTimeout: '1 minute' }, [new Date()]);
  // @ts-expect-error Argument of type 'NotSerialisable<"date", "args[0]: Date (arrives as a string)">' is not assignable to parameter of type '(value: Date, index: number, array: Date[]) => unknown'. Type 'NotSerialisable<"date", "args[0]: Date (arrives as a string)">' provides no match for the signature '(value: Date, index: number, array: Date[]): unknown'.
  void [new Date()].map(proxy.date);
  const { date } = proxy;
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"date", "args[0]: Date (arrives as a string)">' has no call signatures.
  void date(new Date());
  return bad;
}

declare const brand: unique symbol;
type OrderId = string & { readonly [brand]: 'OrderId' };
type Cents = number & { readonly __brand: 'Cents' };
enum Colour {
  Red,
  Green = 'green',
}
const Level = { Low: 'low', High: 'high' } as const;
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type ReadonlyJson =
  string | number | boolean | null | readonly ReadonlyJson[] | { readonly [key: string]: ReadonlyJson };
interface Tree {
  value: number;
  children: Tree[];
  parent?: Tree | null;
}
type List = [head: string, tail: List | null];
type Element = [tag: string, ...children: Element[]];
interface Page<T> {
  items: T[];
  next?: Page<T[]>;
}
class Point {
  private secret = 1;
  constructor(
    public x: number,
    readonly y: number,
  ) {}
  get length() {
    return this.secret;
  }
}
class Amount {
  constructor(private readonly cents: number) {}
  toJSON() {
    return { cents: this.cents };
  }
  add(other: Amount) {
    return new Amount(this.cents + other.cents);
  }
}
// As protobufjs generates static classes.
declare class ProtoInput {
  constructor(properties?: { name?: string | null });
  name: string;
  at?: Date | null;
  static create(properties?: { name?: string | null }): ProtoInput;
  static encode(message: ProtoInput): { finish(): Uint8Array };
  toJSON(): { [key: string]: unknown };
}
// As protobuf-es generates messages.
type Message<Name extends string> = { readonly $typeName: Name; $unknown?: { no: number; data: Uint8Array }[] };
type EsInput = Message<'demo.Input'> & { name: string; total: bigint; data: Uint8Array };

interface Good {
  any(value: any): Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- nothing is known of it
  unknown(value: unknown, values: unknown[]): Promise<unknown>;
  object(value: object, empty: {}): Promise<object>; // eslint-disable-line @typescript-eslint/no-empty-object-type -- likewise
  never(): Promise<never>;
  void(): Promise<void>;
  undefined(value?: string | undefined): Promise<undefined>;
  nullable(value: string | null): Promise<number | null>;
  generic<T>(value: T): Promise<T>;
  constrained<T extends { id: string }>(value: T, ...more: T[]): Promise<T[]>;
  bytes(data: Uint8Array): Promise<Uint8Array>;
  buffer(data: Buffer): Promise<Buffer | undefined>;
  nestedBytes(file: { name: string; data: Uint8Array }): Promise<void>;
  readonly(value: readonly string[], object: Readonly<{ a: ReadonlyArray<{ b: number }> }>): Promise<readonly number[]>;
  tuple(pair: [string, number?], named: readonly [x: number, ...rest: string[]]): Promise<[boolean]>;
  variadic(first: string, ...rest: [number, boolean?] | []): Promise<void>;
  optional(value?: { a?: { b?: string } }): Promise<{ c?: number } | undefined>;
  json(value: Json, other: ReadonlyJson): Promise<Json>;
  tree(tree: Tree): Promise<Tree>;
  list(list: List): Promise<Element>;
  expanding(page: Page<string>): Promise<void>;
  enums(colour: Colour, red: Colour.Red): Promise<(typeof Level)[keyof typeof Level]>;
  branded(id: OrderId, cents: Cents): Promise<{ id: OrderId }>;
  template(id: `order-${string}`): Promise<Uppercase<string>>;
  union(
    value: { kind: 'a'; a: string } | { kind: 'b'; b: number },
  ): Promise<{ ok: true } | { ok: false; reason: string }>;
  intersection(value: { a: string } & Partial<{ b: number }>): Promise<Pick<Tree, 'value'> & Omit<Tree, 'value'>>;
  index(value: { [key: string]: number }, record: Record<string, unknown>): Promise<Record<'a' | 'b', string>>;
  partialRecord(value: Partial<Record<Colour, number>>): Promise<{ [id: number]: string }>;
  fieldsOnly(point: Point): Promise<Point>;
  toJson(amount: Amount): Promise<Amount>;
  protobufjs(input: ProtoInput): Promise<ProtoInput>;
  protobufEs(input: EsInput): Promise<EsInput>;
  symbolKeyed(value: { id: string; readonly [brand]?: (value: number) => void }): Promise<void>;
  iterable(values: Iterable<string>): Promise<void>;
  error(error: { name: string; message: string; stack?: string }): Promise<void>;
  wrapped(value: String): Promise<Number>; // eslint-disable-line @typescript-eslint/no-wrapper-object-types -- people do
  conditional(value: Extract<string | number, string>): Promise<NonNullable<string | undefined>>;
}

export async function goodOnesCompile(options: ActivityOptions) {
  const proxy = proxyActivities<Good>(options);
  const all: Good = proxy;
  const locally: Good = proxyLocalActivities<Good>();
  const text: string = await proxy.generic('x');
  const tree: Tree = await proxy.tree.executeWithOptions({ startToCloseTimeout: '1 minute' }, [
    { value: 1, children: [] },
  ]);
  const local: Uint8Array = await proxyLocalActivities<Good>().bytes.executeWithOptions({}, [new Uint8Array()]);
  await proxy.optional();
  await proxy.variadic('x');
  return [all, locally, text, tree, local];
}

// Untyped proxies, classes as interfaces, and members that are no activities are as with the SDK.
export async function theSdksOwnRulesHold(options: ActivityOptions) {
  class Service {
    private readonly clock = () => 1;
    readonly version: string = '1';
    async greet(name: string): Promise<string> {
      return `${name} ${this.clock()}`;
    }
    now(): number {
      return 1;
    }
  }
  const service = proxyActivities<Service>(options);
  await service.greet('x');
  // @ts-expect-error This expression is not callable. Type 'Symbol' has no call signatures.
  service.now();
  await proxyActivities(options).anything(new Date(), 1n);
  const created = proxyActivities<ReturnType<typeof createActivities>>(options);
  await created.ship('x');
  // @ts-expect-error This expression is not callable. Type 'NotSerialisable<"schedule", "args[0]: Date (arrives as a string)">' has no call signatures.
  await created.schedule(new Date());
}
function createActivities() {
  return { ship: async (id: string) => id, schedule: async (at: Date) => void at };
}

export async function anActivityWithTypeInfoIsConvertedByIt() {
  const { date } = proxyActivities<Bad>({ activityTypeInfo: { date: { inputTypes: [{}] } } });
  await date(new Date());
  const local = proxyLocalActivities<Bad>({ startToCloseTimeout: '1 minute', activityTypeInfo: { date: {} } });
  await local.date(new Date());
  // @ts-expect-error Property 'date' does not exist on type 'HR2004'.
  await proxyActivities<Bad>({ startToCloseTimeout: '3 hours', activityTypeInfo: { date: {} } }).date(new Date());
}
