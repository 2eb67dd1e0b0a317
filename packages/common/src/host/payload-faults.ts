/** Why something is no payload: in words, and as a code for remedies. */
export interface PayloadFault {
  readonly kind: 'nothing' | 'promise' | 'value' | 'data' | 'metadata';
  /** `a promise`, `a payload whose data is an ArrayBuffer`. Never what it holds. */
  readonly is: string;
}

/**
 * What keeps a value from being a payload; undefined for one that can be sent. The SDK does not look: what it cannot write it
 * leaves out, without an error.
 *
 * Texts are taken as the SDK's protobuf takes them, as base64: payloads that a codec server has answered with are that.
 */
export function payloadFault(value: unknown): PayloadFault | undefined {
  if (typeof value !== 'object' || value === null)
    return { kind: value == null ? 'nothing' : 'value', is: nameOf(value) };
  if (isPromise(value)) return { kind: 'promise', is: 'a promise' };
  if (Object.prototype.toString.call(value) !== '[object Object]') return { kind: 'value', is: nameOf(value) };
  const { data, metadata } = value as { readonly data?: unknown; readonly metadata?: unknown };
  if (data == null && metadata == null) {
    // Whatever the fields of a payload may become: without any it is an empty one.
    return 'data' in value || 'metadata' in value || Object.keys(value).length === 0
      ? undefined
      : { kind: 'value', is: 'an object without data and metadata' };
  }
  if (data != null && !isData(data)) return { kind: 'data', is: `a payload whose data is ${nameOf(data)}` };
  if (metadata == null) return undefined;
  if (typeof metadata !== 'object' || Array.isArray(metadata) || metadata instanceof Map)
    return { kind: 'metadata', is: `a payload whose metadata is ${nameOf(metadata)}` };
  for (const [key, entry] of Object.entries(metadata)) {
    if (!isData(entry) || (typeof entry === 'string' && !isTextIn(entry)))
      return { kind: 'metadata', is: `a payload whose metadata.${key} is ${nameOf(entry)}` };
  }
  return undefined;
}

function isData(value: unknown): boolean {
  if (typeof value === 'string') return isBase64(value);
  return isBytes(value) || (Array.isArray(value) && (value.length === 0 || typeof value[0] === 'number'));
}

// Also of another realm.
function isBytes(value: unknown): boolean {
  return value instanceof Uint8Array || Object.prototype.toString.call(value) === '[object Uint8Array]';
}

function isBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}

// `binary/encrypted` is base64 by chance; what it stands for then is no text.
function isTextIn(base64: string): boolean {
  return /^[\x20-\x7e]*$/.test(Buffer.from(base64, 'base64').toString('latin1'));
}

function isPromise(value: object): boolean {
  return 'then' in value && typeof value.then === 'function';
}

function nameOf(value: unknown): string {
  if (value == null) return String(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (isPromise(value)) return 'a promise';
  if (Array.isArray(value)) return 'an array';
  const name = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (name === 'Object') return 'an object';
  return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`;
}
