// Messages with a value of its own in each field, made by the SDK's own definitions.
import { WorkflowService } from '@temporalio/client';

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly repeated: boolean;
  readonly map: boolean;
  /** What only one of can be set. */
  readonly partOf: { readonly oneof: readonly string[] } | null;
  readonly resolvedType: { readonly fieldsArray?: readonly Field[] } | null;
  resolve(): Field;
}

export interface MessageType<T> {
  readonly fieldsArray: readonly Field[];
  fromObject(from: object): object;
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
}

const { root } = WorkflowService as unknown as { root: { lookupType<T>(name: string): MessageType<T> } };

export function lookUpType<T>(name: string): MessageType<T> {
  return root.lookupType<T>(name);
}

const DEEPEST = 7;

/** A message with a value of its own in each field that `isSet` picks. */
export function filled(
  fields: readonly Field[],
  isSet: () => boolean,
  next: () => number,
  depth = 0,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  // Another one first each time: of some fields only one is set.
  const first = next() % Math.max(fields.length, 1);
  for (const field of [...fields.slice(first), ...fields.slice(0, first)]) {
    if (!isSet() || depth > DEEPEST) continue;
    if (field.partOf?.oneof.some((other) => other in values)) continue;
    const value = valueOf(field.resolve(), isSet, next, depth);
    values[field.name] = field.repeated ? [value, value] : field.map ? { data: value, encoding: value } : value;
  }
  return values;
}

function valueOf(
  { name, type, resolvedType }: Field,
  isSet: () => boolean,
  next: () => number,
  depth: number,
): unknown {
  const fields = resolvedType?.fieldsArray;
  if (type.endsWith('Payload')) {
    const encoding = next() % 3 === 0 ? 'binary/encrypted' : 'json/plain';
    return { metadata: { encoding: Buffer.from(encoding) }, data: Buffer.from(`{"message":"größer ${next()}"}`) };
  }
  if (fields !== undefined) return filled(fields, isSet, next, depth + 1);
  if (resolvedType !== null) return 1 + (next() % 4);
  if (type === 'string') return `${name} ${next()} ✓`;
  if (type === 'bytes') return Buffer.from([next() % 256, 255, 0]);
  if (type === 'bool') return true;
  if (type === 'int64') return next() % 5 === 0 ? -62_135_596_800 : 2 ** 40 + next();
  return next() % 4 === 0 ? -next() : next();
}

export function numbers(): () => number {
  let last = 0;
  return () => ++last;
}

/** Picks as a linear congruential generator does. */
export function picks(seed: number, share: number): () => boolean {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % 100 < share;
  };
}
