import { type HandrailError, HR6010 } from '@handrail/errors';
import { inspect } from 'node:util';

/** The error for an option that cannot be used, naming the value that was given. */
export function badOption(option: string, value: unknown, expected: string): HandrailError {
  return HR6010.error({
    option,
    value: typeof value === 'string' && value.includes(' ') ? value : show(value),
    expected,
  });
}

function show(value: unknown): string {
  return inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 5, maxStringLength: 80 }).slice(0, 120);
}
