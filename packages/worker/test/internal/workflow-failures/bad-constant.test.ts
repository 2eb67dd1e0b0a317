import { describe, expect, it } from 'vitest';
import { badConstant } from '../../../src/internal/workflow-failures/bad-constant';

const said = (value: string, ...frames: string[]) => badConstant(`Invalid enum value: '${value}'`, frames);

describe('an option that is none of its constants', () => {
  it('is named by the function that puts it on the wire', () => {
    expect(said('SOMEHOW', 'encodeParentClosePolicy', 'startChildWorkflowExecutionNextHandler')).toEqual({
      call: 'parentClosePolicy',
      reason: "Invalid enum value: 'SOMEHOW'",
      remedy:
        'pass one of its constants: TERMINATE, ABANDON, REQUEST_CANCEL, PARENT_CLOSE_POLICY_UNSPECIFIED, PARENT_CLOSE_POLICY_TERMINATE, PARENT_CLOSE_POLICY_ABANDON, PARENT_CLOSE_POLICY_REQUEST_CANCEL',
    });
  });

  it.each([
    ['encodeWorkflowIdReusePolicy', 'workflowIdReusePolicy'],
    ['encodeChildWorkflowCancellationType', 'cancellationType'],
    ['encodeActivityCancellationType', 'cancellationType'],
    ['encodeNexusOperationCancellationType', 'cancellationType'],
  ])('whichever it is: %s', (encoder, option) => {
    expect(said('SOMEHOW', encoder)?.call).toBe(option);
  });

  it.each([
    ['abandon', 'ABANDON'],
    ['ABANDONED', 'ABANDON'],
    ['request-cancel', 'REQUEST_CANCEL'],
    ['TERMINAT', 'TERMINATE'],
    ['TERMINTAE', 'TERMINATE'],
  ])('comes with what was meant: %s', (value, meant) => {
    expect(said(value, 'encodeParentClosePolicy')?.remedy).toMatch(
      new RegExp(`^pass '${meant}', or another of its constants: `),
    );
  });

  it('is found by the call where the bundler has inlined the function', () => {
    expect(said('abandon', 'startChildWorkflowExecutionNextHandler')?.call).toBe('parentClosePolicy');
    expect(said('reject duplicate', 'startChild')?.call).toBe('workflowIdReusePolicy');
    expect(said('whatever', 'scheduleActivityNextHandler')?.call).toBe('cancellationType');
    expect(said('whatever', 'startNexusOperationNextHandler')?.call).toBe('cancellationType');
  });

  it('is not guessed among several that it does not resemble', () => {
    expect(said('whatever', 'startChild')).toEqual({
      call: 'an option',
      reason: "Invalid enum value: 'whatever'",
      remedy: 'pass one of the constants that @handrail/workflow exports for this option',
    });
    expect(said('whatever')?.call).toBe('an option');
  });

  it('may be a text of several lines, or empty', () => {
    expect(said('a\nb', 'encodeParentClosePolicy')?.call).toBe('parentClosePolicy');
    expect(said('', 'encodeParentClosePolicy')?.remedy).toMatch(/^pass one of its constants: /);
  });
});

it('knows nothing of other errors', () => {
  expect(badConstant('Invalid duration string: x', ['encodeParentClosePolicy'])).toBeUndefined();
});
