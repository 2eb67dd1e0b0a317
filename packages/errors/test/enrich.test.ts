import fc from 'fast-check';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CODE, codeOf, enrich, HandrailError, HR4008, HR4052 } from '../src';

const problem = HR4008.problem({ workflowId: 'order-17', namespace: 'default', closed: false });
const HEAD = '[HR4008] Workflow execution "order-17" does not exist in namespace "default".';

class NotFound extends Error {
  override readonly name = 'NotFound';
  readonly code = 5;
}

describe('enrich', () => {
  it('appends the block, and keeps class, fields, cause and frames', () => {
    const cause = new Error('the network');
    const error = new NotFound('not found', { cause });
    const frames = error.stack?.split('\n').filter((line) => /^ +at /.test(line));
    expect(enrich(error, problem)).toBe(error);
    expect(error).toBeInstanceOf(NotFound);
    expect(error).toMatchObject({ name: 'NotFound', code: 5, cause, [CODE]: 'HR4008' });
    expect(error.message.split('\n').slice(0, 2)).toEqual(['not found', HEAD]);
    expect(error.stack).toContain(HEAD);
    expect(error.stack?.split('\n').filter((line) => /^ +at /.test(line))).toEqual(frames);
  });

  it('shows the block also of an error that had no message', () => {
    const error = enrich(new TypeError(''), problem);
    expect(error.message.split('\n', 1)[0]).toBe(HEAD);
    expect(inspect(error)).toContain(HEAD);
    expect(error.stack).toMatch(/^TypeError: \[HR4008\].*\n[^]*\n {4}at /);
  });

  it('leaves an error alone that carries a code, and one whose cause does', () => {
    const coded = HR4008.error({ workflowId: 'order-17', namespace: 'default', closed: true });
    const { message } = coded;
    expect(enrich(coded, problem).message).toBe(message);
    expect(enrich(new Error('outside', { cause: coded }), problem).message).toBe('outside');
  });

  it('goes over a cause with a code where it is told to, and keeps that code', () => {
    const cause = HR4008.error({ workflowId: 'order-17', namespace: 'default', closed: true });
    const result = HR4052.problem({ workflowId: 'order-17', rootCause: 'closed', path: [] });
    const error = enrich(new Error('outside', { cause }), result, {}, { over: true });
    expect(error.message).toContain('\n[HR4052] Workflow execution "order-17" failed: closed\n');
    expect(codeOf(error)).toBe('HR4008');
  });

  it('does nothing to what is no error', () => {
    for (const value of [undefined, null, 'text', 5, { message: 'like one' }])
      expect(enrich(value, problem)).toBe(value);
  });
});

const throwing = () => {
  throw new Error('a getter');
};

/** Errors as user code and libraries throw them. */
const oddErrors = fc
  .record({
    message: fc.oneof(
      fc.string(),
      fc.constantFrom('', ' ', '\n', '$&', '[HR4008] a copy', 'x'.repeat(100_000)),
      fc.anything().filter((value) => typeof value !== 'symbol'),
    ),
    form: fc.constantFrom(
      'plain',
      'frozen',
      'sealed',
      'getter',
      'locked',
      'no stack',
      'stack getter',
      'proxy',
      'foreign',
    ),
    cause: fc.constantFrom('none', 'itself', 'cycle', 'getter', 'long'),
  })
  .map(({ message, form, cause }) => ({ error: oddError(message, form, cause) }));

function oddError(message: unknown, form: string, cause: string): TypeError {
  const error = new TypeError('words');
  Object.defineProperty(error, 'message', { value: message, configurable: true, writable: true });
  if (cause === 'itself') Object.assign(error, { cause: error });
  if (cause === 'cycle') Object.assign(error, { cause: new Error('inner', { cause: error }) });
  if (cause === 'getter') Object.defineProperty(error, 'cause', { get: throwing });
  if (cause === 'long') {
    let inner = new Error('innermost');
    for (let depth = 0; depth < 1_000; depth++) inner = new Error(String(depth), { cause: inner });
    Object.assign(error, { cause: inner });
  }
  if (form === 'getter') Object.defineProperty(error, 'message', { get: throwing });
  if (form === 'locked')
    Object.defineProperty(error, 'message', { value: message, writable: false, configurable: false });
  if (form === 'no stack') Object.defineProperty(error, 'stack', { value: undefined });
  if (form === 'stack getter') Object.defineProperty(error, 'stack', { get: throwing });
  if (form === 'frozen') Object.freeze(error);
  if (form === 'sealed') Object.seal(error);
  if (form === 'proxy') {
    return new Proxy(error, { get: throwing, has: throwing, getPrototypeOf: throwing, defineProperty: throwing });
  }
  if (form === 'foreign') return Object.create(Object.getPrototypeOf(error) as object) as TypeError;
  return error;
}

function stackOf(error: object): unknown {
  try {
    return (error as { stack?: unknown }).stack;
  } catch {
    return undefined;
  }
}

describe('whatever is thrown', () => {
  it('is returned itself, with every frame of its stack, and nothing is thrown', () => {
    fc.assert(
      fc.property(oddErrors, fc.boolean(), ({ error }, over) => {
        const before = stackOf(error);
        expect(enrich(error, problem, {}, { over }) === error).toBe(true);
        const after = stackOf(error);
        expect(typeof after).toBe(typeof before);
        if (typeof before !== 'string' || typeof after !== 'string') return;
        const frames = (stack: string) => stack.split('\n').filter((line) => /^ {4}at /.test(line));
        expect(frames(after)).toEqual(frames(before));
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('can be the cause of a HandrailError, and asked for its code', () => {
    fc.assert(
      fc.property(oddErrors, ({ error }) => {
        const ours = new HandrailError([problem], { cause: error });
        expect(codeOf(ours)).toBe('HR4008');
        expect(ours.message.split('\n', 1)[0]).toBe(HEAD);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('has the block where it can be changed, once', () => {
    fc.assert(
      fc.property(fc.string(), (message) => {
        const error = enrich(enrich(new Error(message), problem), problem);
        if (codeOf(new Error(message)) === undefined) {
          expect(error.message).toBe(`${message === '' ? '' : `${message}\n`}${new HandrailError([problem]).message}`);
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
