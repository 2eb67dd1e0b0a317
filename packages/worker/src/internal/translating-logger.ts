import { wordedFacts } from '@handrail/common/host';
import { headLine, problemsIn } from '@handrail/errors';
import type { Logger, LogMetadata } from '@temporalio/common';
import { wordsFor } from './sdk-log-lines';

/** The levels on which errors are logged; the other lines are many, and cost nothing here. */
const LEVELS = /^(warn|error)$/i;

/**
 * A logger that gives each line about an error of ours, which may stand deep in what the SDK or its core print of it, the code as an
 * attribute and the head line behind the text that was there: whoever searches for the SDK's words finds them still. It is the user's
 * logger in all else, its flushing included.
 */
export function translatingLogger<L extends Logger>(logger: L): L {
  const wrappers = new Map<string | symbol, { readonly method: unknown; readonly wrapper: unknown }>();
  return new Proxy(logger, {
    get(target, name) {
      const value = Reflect.get(target, name, target) as unknown;
      if (typeof value !== 'function') return value;
      const known = wrappers.get(name);
      if (known?.method === value) return known.wrapper;
      const wrapper = wrapperOf(target, name, value);
      wrappers.set(name, { method: value, wrapper });
      return wrapper;
    },
  });
}

function wrapperOf(target: Logger, name: string | symbol, method: object): unknown {
  const call = (...given: unknown[]): unknown => Reflect.apply(method as () => unknown, target, given) as unknown;
  if (name === 'log') {
    return (level: string, message: string, meta?: LogMetadata) =>
      call(level, ...(LEVELS.test(level) ? translated(message, meta) : asItWas(message, meta)));
  }
  if (typeof name !== 'string' || !LEVELS.test(name)) return call;
  return (message: string, meta?: LogMetadata) => call(...translated(message, meta));
}

function translated(message: string, meta: LogMetadata | undefined): [string, LogMetadata?] {
  try {
    const head = headOf(message, meta) ?? wordsFor(message, meta);
    if (head === undefined) return asItWas(message, meta);
    const code = head.slice(1, 'HR0000'.length + 1);
    // A line of ours begins with it.
    return [message.startsWith('[HR') ? message : `${message} ${head}`, { ...meta, code }];
  } catch {
    // A line is never lost over its translation.
    return asItWas(message, meta);
  }
}

function asItWas(message: string, meta: LogMetadata | undefined): [string, LogMetadata?] {
  return meta === undefined ? [message] : [message, meta];
}

/** Our head line where it begins a line. */
const LINE = /^\[HR\d{4}\] .*/m;

/** The same in what the core prints of a failure: in quotes, line breaks being written as \n. */
const QUOTED = /"(\[HR\d{4}\] (?:[^"\\]|\\[^n])*)/;

function headOf(message: string, meta: LogMetadata | undefined): string | undefined {
  if (typeof meta?.['code'] === 'string') return undefined;
  const attributes: unknown[] = Object.values(meta ?? {});
  const texts = [message, errorIn(meta)?.message, ...attributes];
  for (const text of texts) {
    if (typeof text !== 'string') continue;
    // What the sandbox refuses may have facts in the place of words.
    const [refused] = problemsIn(text, wordedFacts) ?? [];
    if (refused !== undefined) return headLine(refused);
    const found = LINE.exec(text)?.[0] ?? QUOTED.exec(text)?.[1]?.replaceAll('\\"', '"');
    if (found !== undefined) return found;
  }
  return undefined;
}

function errorIn(meta: LogMetadata | undefined): Error | undefined {
  const error: unknown = meta?.['error'] ?? meta?.['err'];
  return error instanceof Error ? error : undefined;
}
