import { HandrailError } from '@handrail/errors';
import type { Style } from '../style';

/** An error on stderr: a known one as it is, without a stack; any other with its stack, since it is a fault of ours. */
export function formatFailure(error: unknown, version: string, style: Style): string {
  if (HandrailError.isInstance(error)) {
    const [head = '', ...rest] = error.message.split('\n');
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
    return { schema: 'handrail.error/1', message: error instanceof Error ? error.message : String(error) };
  }
  const { code, title, message, fix, docsUrl } = error;
  return { schema: 'handrail.error/1', code, title, message, fix, links: { docs: docsUrl } };
}
