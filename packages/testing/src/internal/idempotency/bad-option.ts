import { nearestName } from '@handrail/common/host';
import { type HandrailError, HR6010 } from '@handrail/errors';
import { inspect } from 'node:util';

/**
 * The error for an option that cannot be used, naming the value that was given.
 *
 * @param remedy what to do, where that is more than to give what is expected
 */
export function badOption(option: string, value: unknown, expected: string, remedy?: string): HandrailError {
  return HR6010.error({
    option,
    value: typeof value === 'string' && value.includes(' ') ? value : show(value),
    expected,
    ...(remedy !== undefined && { remedy }),
  });
}

/** The facts about an option that nothing reads, as `shown` writes its name. */
export function unknownOption(
  name: string,
  names: readonly string[],
  shown = (each: string) => each,
): { unknownOption: string; options: readonly string[]; nearest?: string } {
  const nearest = nearestName(name, names);
  return {
    unknownOption: shown(name),
    options: names.map(shown),
    ...(nearest !== undefined && { nearest: shown(nearest) }),
  };
}

/**
 * Refuses what nothing reads among options: a misspelt one would make another check, or another world.
 *
 * @param shown how an option is written, where it is one of something within the options
 */
export function refuseUnknown(options: object, names: readonly string[], shown?: (name: string) => string): void {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined) throw HR6010.error(unknownOption(unknown, names, shown));
}

/** Refuses what is no object of options of a world, and what nothing reads among them. */
export function readWorldOptions(world: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null)
    throw badOption(`${world}(options)`, options, `an object with ${names.join(', ')}`);
  refuseUnknown(options, names, (name) => `${world}({ ${name} })`);
}

/** Objects are shown by what they have, not by what stands in it: a pool knows its password. */
function show(value: unknown): string {
  if (typeof value === 'string' && /:\/\/[^/]*@/.test(value)) return 'an address with a password';
  if (typeof value === 'function') return value.name === '' ? 'a function' : `the function ${value.name}`;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return inspect(value, { depth: 0, breakLength: Infinity, maxArrayLength: 5, maxStringLength: 80 }).slice(0, 120);
  if (value instanceof Promise) return 'a promise';
  const keys = Object.keys(value);
  if (keys.length === 0) return 'an object without anything in it';
  return `an object with ${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ', …' : ''}`;
}
