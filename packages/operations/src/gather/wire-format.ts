// Reads messages of Protocol Buffers as far as they are of use: all other fields are passed over by their length. The SDK
// makes objects of everything, which for a long history takes more time than all the rest of a look.

/** A message whose fields are known in part. */
export interface Shape {
  readonly fields: readonly (Field | undefined)[];
  /** What a field holds that was not sent, as the SDK has it. */
  readonly unset: object;
}

/** Of whole numbers those of every width, enumerations, and false or true are varints. */
type Kind = 'whole' | 'flag' | 'float' | 'double' | 'text' | 'bytes' | Shape | (() => Shape);

interface Field {
  readonly name: string;
  readonly kind: Kind;
  readonly holds: 'one' | 'many' | 'map';
}

type FieldOf = readonly [number: number, kind: Kind, holds?: Field['holds']];

/** @param fields the number of each in its message, what it is, and whether it is a list or a map from text to it */
export function shape(fields: Readonly<Record<string, FieldOf>>): Shape {
  const byNumber: (Field | undefined)[] = [];
  const unset: Record<string, unknown> = {};
  for (const [name, [number, kind, holds = 'one']] of Object.entries(fields)) {
    byNumber[number] = { name, kind, holds };
    unset[name] = unsetOf(kind, holds);
  }
  return { fields: byNumber, unset };
}

function unsetOf(kind: Kind, holds: Field['holds']): unknown {
  if (holds !== 'one') return holds === 'many' ? [] : {};
  if (kind === 'whole' || kind === 'float' || kind === 'double') return 0;
  if (kind === 'flag') return false;
  if (kind === 'text') return '';
  return kind === 'bytes' ? new Uint8Array() : null;
}

/** What a message says of the fields of its shape. Throws where it is cut short. */
export function decode<T extends object>(message: Shape, bytes: Uint8Array): T {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Decoder(buffer).message(message, buffer.length) as T;
}

type Values = Record<string, unknown>;

class Decoder {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  message({ fields, unset }: Shape, end: number): Values {
    const values = Object.create(unset) as Values;
    while (this.#at < end) {
      const tag = this.#varint();
      const field = fields[tag >>> 3];
      if (field === undefined) this.#skip(tag & 7);
      else this.#field(values, field);
    }
    return values;
  }

  #field(values: Values, { name, kind, holds }: Field): void {
    if (holds === 'one') {
      values[name] = this.#value(kind);
    } else if (holds === 'many') {
      const list = Object.hasOwn(values, name) ? (values[name] as unknown[]) : (values[name] = []);
      list.push(this.#value(kind));
    } else {
      const map = (Object.hasOwn(values, name) ? values[name] : (values[name] = {})) as Values;
      const { key, value } = this.#value(entryOf(kind)) as { key: string; value: unknown };
      map[key] = value;
    }
  }

  #value(kind: Kind): unknown {
    if (kind === 'whole') return this.#varint();
    if (kind === 'flag') return this.#varint() !== 0;
    if (kind === 'float') return this.#bytes.readFloatLE(this.#pass(4));
    if (kind === 'double') return this.#bytes.readDoubleLE(this.#pass(8));
    const end = this.#end();
    if (kind === 'text' || kind === 'bytes') {
      const from = this.#at;
      this.#at = end;
      return kind === 'text' ? this.#bytes.toString('utf8', from, end) : this.#bytes.subarray(from, end);
    }
    return this.message(typeof kind === 'function' ? kind() : kind, end);
  }

  /** Where what begins here with its length ends. */
  #end(): number {
    const length = this.#varint();
    const end = this.#at + length;
    if (length < 0 || end > this.#bytes.length) throw new RangeError('a message of the server is cut short');
    return end;
  }

  /** Goes on behind so many bytes, and says where they begin. */
  #pass(length: number): number {
    const from = this.#at;
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new RangeError('a message of the server is cut short');
    return from;
  }

  /** Exact up to 2^53, as what the server counts is. */
  #varint(): number {
    const bytes = this.#bytes;
    let low = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.#byte(bytes);
      low |= (byte & 0x7f) << shift;
      if (byte < 0x80) return low;
    }
    let byte = this.#byte(bytes);
    low |= (byte & 0x0f) << 28;
    let high = (byte & 0x7f) >>> 4;
    for (let shift = 3; byte >= 0x80; shift += 7) {
      byte = this.#byte(bytes);
      high |= (byte & 0x7f) << shift;
    }
    return (high | 0) * 2 ** 32 + (low >>> 0);
  }

  #byte(bytes: Buffer): number {
    const byte = bytes[this.#at++];
    if (byte === undefined) throw new RangeError('a message of the server is cut short');
    return byte;
  }

  #skip(wireType: number): void {
    if (wireType === VARINT) this.#varint();
    else if (wireType === LENGTH) this.#at = this.#end();
    else if (wireType === FIXED_32) this.#pass(4);
    else if (wireType === FIXED_64) this.#pass(8);
    else throw new RangeError(`a message of the server has a field of wire type ${wireType}`);
  }
}

const VARINT = 0;
const FIXED_64 = 1;
const LENGTH = 2;
const FIXED_32 = 5;

const entries = new Map<Kind, Shape>();

function entryOf(kind: Kind): Shape {
  const known = entries.get(kind) ?? shape({ key: [1, 'text'], value: [2, kind] });
  entries.set(kind, known);
  return known;
}
