import { describe, expect, it } from 'vitest';
import { handlerIn, removeMarks, withoutMark } from '../../../src/internal/workflow-failures/handler-mark';

const ERROR = 'Error: bad amount\n    at /app/src/workflows.ts:8:94';
const BEFORE = '/app/workflow-bundle.js:6627\n            throw this.workflowTaskError;\n            ^\n\n';

describe('the mark of a handler before a stack', () => {
  it.each([
    ['[signal approve]\n', 'handler of signal "approve"'],
    ['[update pay]\n', 'handler of update "pay"'],
    ['[signal a [b] c]\n', 'handler of signal "a [b] c"'],
    [`${BEFORE}[signal approve]\n`, 'handler of signal "approve"'],
  ])('is read, and taken off: %j', (mark, handler) => {
    expect(handlerIn(`${mark}${ERROR}`)).toBe(handler);
    expect(withoutMark(`${mark}${ERROR}`)).toBe(`${mark.replace(/\[.*\n/, '')}${ERROR}`);
  });

  it('may be all that is left of a stack', () => {
    expect(handlerIn('[signal approve]')).toBe('handler of signal "approve"');
    expect(withoutMark('[signal approve]')).toBe('');
  });

  it.each([[ERROR], [''], ['Error: [signal approve] failed'], ['[query state]\nError'], [undefined], [null]])(
    'is not in %j',
    (stack) => {
      expect(handlerIn(stack)).toBeUndefined();
    },
  );
});

describe('a failure that leaves the worker', () => {
  it('has no mark any more, nor have its causes', () => {
    const failure = {
      message: 'a',
      stackTrace: `[update pay]\n${ERROR}`,
      cause: { stackTrace: `[update pay]\n${ERROR}` },
    };
    removeMarks(failure);
    expect(failure).toMatchObject({ message: 'a', stackTrace: ERROR, cause: { stackTrace: ERROR } });
  });

  it('without one stays as it is, also where its text is encoded', () => {
    const data = new TextEncoder().encode(JSON.stringify({ message: 'a', stack_trace: ERROR }));
    const failure = { message: 'Encoded failure', encodedAttributes: { data } };
    removeMarks(failure);
    expect(failure).toEqual({ message: 'Encoded failure', encodedAttributes: { data } });
    expect(() => removeMarks(null)).not.toThrow();
  });
});
