import { codeOf, HandrailError } from '@handrail/errors';
import type { Style } from '../style';

/** An error on stderr: a known one as it is, without a stack; any other with its stack, since it is a fault of ours. */
export function formatFailure(error: unknown, version: string, style: Style): string {
  const known = knownMessage(error);
  if (known !== undefined) {
    const [head = '', ...rest] = known.split('\n');
    return [style.red(style.bold(head)), ...rest].join('\n');
  }
  return [
    error instanceof Error ? (error.stack ?? error.message) : String(error),
    '',
    `This is a fault in handrail ${version}. Please report it with the lines above and the command that you ran.`,
  ].join('\n');
}

/** The same as an object, for `--json`. */
export function failureObject(error: unknown): object {
  if (!HandrailError.isInstance(error)) {
    const code = codeOf(error);
    const message = knownMessage(error) ?? (error instanceof Error ? error.message : String(error));
    return { schema: 'handrail.error/1', ...(code !== undefined && { code }), message };
  }
  const { code, title, message, fix, docsUrl } = error;
  return { schema: 'handrail.error/1', code, title, message, fix, links: { docs: docsUrl } };
}

/** What Handrail says of an error, also of one whose class is the SDK's or the system's; undefined for a fault of ours. */
function knownMessage(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (HandrailError.isInstance(error)) return error.message;
  return /^\[HR\d{4}\] [^]*/m.exec(error.message)?.[0];
}
