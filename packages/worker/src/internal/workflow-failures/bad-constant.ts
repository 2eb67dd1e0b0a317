import { nearestName } from '@handrail/common/host';
import {
  ActivityCancellationType,
  ChildWorkflowCancellationType,
  NexusOperationCancellationType,
  ParentClosePolicy,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';

/** An option of whose constants the SDK was given none: by the function that puts it on the wire, or by the call. */
export function badConstant(
  message: string,
  frames: readonly string[],
): { readonly call: string; readonly reason: string; readonly remedy: string } | undefined {
  const given = /^Invalid enum value: '(.*?)'/s.exec(message)?.[1];
  if (given === undefined) return undefined;
  const row = OPTIONS.find(([encoder]) => frames.includes(encoder)) ?? optionOf(given, frames);
  if (row === undefined) {
    const remedy = 'pass one of the constants that @handrail/workflow exports for this option';
    return { call: 'an option', reason: message, remedy };
  }
  const [, option, constants] = row;
  const names = Object.keys(constants);
  const nearest = names.find((name) => isPart(given, name)) ?? nearestName(given.toUpperCase(), names);
  return {
    call: option,
    reason: message,
    remedy: `pass ${nearest === undefined ? 'one' : `'${nearest}', or another`} of its constants: ${names.join(', ')}`,
  };
}

type Option = readonly [encoder: string, option: string, constants: Readonly<Record<string, unknown>>];

const OPTIONS: readonly Option[] = [
  ['encodeWorkflowIdReusePolicy', 'workflowIdReusePolicy', WorkflowIdReusePolicy],
  ['encodeParentClosePolicy', 'parentClosePolicy', ParentClosePolicy],
  ['encodeChildWorkflowCancellationType', 'cancellationType', ChildWorkflowCancellationType],
  ['encodeActivityCancellationType', 'cancellationType', ActivityCancellationType],
  ['encodeNexusOperationCancellationType', 'cancellationType', NexusOperationCancellationType],
];

/** By the call whose options they are: of several the one that has what resembles the value most. */
function optionOf(given: string, frames: readonly string[]): Option | undefined {
  const found = CALLS.find(([call]) => frames.some((frame) => call.test(frame)));
  const options = OPTIONS.filter(([encoder]) => found?.[1].includes(encoder));
  const resembling = options.filter(([, , constants]) =>
    Object.keys(constants).some(
      (name) => isPart(given, name) || nearestName(given.toUpperCase(), [name]) !== undefined,
    ),
  );
  return resembling[0] ?? (options.length === 1 ? options[0] : undefined);
}

const CALLS: readonly (readonly [call: RegExp, encoders: readonly string[]])[] = [
  [
    /^(?:startChildWorkflowExecutionNextHandler|startChild|executeChild)$/,
    ['encodeWorkflowIdReusePolicy', 'encodeParentClosePolicy', 'encodeChildWorkflowCancellationType'],
  ],
  [/^schedule(?:Local)?Activity(?:NextHandler)?$/, ['encodeActivityCancellationType']],
  [/^startNexusOperationNextHandler$/, ['encodeNexusOperationCancellationType']],
];

/** Whether one of them begins with the other, whatever the case: `reject` and REJECT_DUPLICATE, ABANDONED and ABANDON. */
function isPart(given: string, name: string): boolean {
  const value = given.toUpperCase().replace(/[^A-Z]+/g, '_');
  return value.length > 2 && (name.startsWith(value) || value.startsWith(name));
}
