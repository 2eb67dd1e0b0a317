import type { Failure } from '../workflow-creator';

/** What a failure says. */
export interface FailureText {
  readonly message: string;
  readonly stackTrace: string;
}

/**
 * The text of a failure: in the open, or where a failure converter with `encodeCommonAttributes` has put it. Codecs, which
 * encrypt it there, come later.
 */
export function textOf(failure: Failure): FailureText {
  const { message, stackTrace } = encodedText(failure) ?? failure;
  return { message: message ?? '', stackTrace: stackTrace ?? '' };
}

/** Lets a failure say something else, in the place where its text stands. */
export function setText(failure: Failure, { message, stackTrace }: FailureText): void {
  if (encodedText(failure) === undefined) {
    Object.assign(failure, { message, stackTrace });
    return;
  }
  const data = new TextEncoder().encode(JSON.stringify({ message, stack_trace: stackTrace }));
  failure.encodedAttributes = { ...failure.encodedAttributes, data };
}

/** Undefined where there is none, or a payload converter of the user's own has written it. */
function encodedText({ encodedAttributes }: Failure): Partial<FailureText> | undefined {
  if (encodedAttributes?.data == null) return undefined;
  try {
    const { message, stack_trace: stackTrace } = JSON.parse(new TextDecoder().decode(encodedAttributes.data)) as {
      readonly message?: unknown;
      readonly stack_trace?: unknown;
    };
    if (typeof message !== 'string') return undefined;
    return { message, ...(typeof stackTrace === 'string' && { stackTrace }) };
  } catch {
    return undefined;
  }
}
