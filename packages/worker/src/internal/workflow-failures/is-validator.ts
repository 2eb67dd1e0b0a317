import { readFileSync } from 'node:fs';

const FRAME = /^\s*at (?:async )?(?:(.*?)\.)?([\w$]+) \((?:file:\/\/)?(.+?):\d+(?::\d+)?\)$/;

/**
 * Whether what a stack begins with is a validator of updates. The SDK leaves its own frames out, so it is told by the name of the
 * option, or by the source that gives the function to that option; where that is not there, as in an image of compiled code, it is not
 * known.
 *
 * @param read gives the text of a file; it may throw
 */
export function isValidator(
  stack: string | undefined,
  read: (file: string) => string = (file) => readFileSync(file, 'utf8'),
): boolean {
  const frames = (stack ?? '').split('\n').filter((line) => /^\s*at /.test(line));
  if (frames.some((line) => /^\s*at (?:async )?(?:Object\.)?validator \(/.test(line))) return true;
  const [, , name, file] = FRAME.exec(frames.at(-1) ?? '') ?? [];
  if (name === undefined || file === undefined) return false;
  try {
    return new RegExp(`\\bvalidator:\\s*(?:[\\w$]+\\.)*${name.replaceAll('$', '\\$')}\\b`).test(read(file));
  } catch {
    return false;
  }
}
