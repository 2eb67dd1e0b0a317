import type { Problem } from '@handrail/errors';
import type { OptionTable } from '../option-slips';
import { readField } from '../read-field';
import { misspeltOptions } from './misspelt-options';

/**
 * What of an interceptor's methods, and of its class's, nothing calls and was meant to be another. A method beside the one that it
 * resembles is one of its own, and so is one of another meaning that does not take input and next.
 */
export function misspeltMethods(subject: string, value: unknown, table: OptionTable, path: string): Problem[] {
  const methods = methodsOf(value);
  const isMissing = (name: string) => !methods.includes(name);
  const perhaps = Object.entries(table.perhaps ?? {}).filter(
    ([name, meant]) => [meant].flat().every(isMissing) && takesInputAndNext(readField(value, name)),
  );
  const others = methods.filter((name) => !table.names.includes(name));
  return misspeltOptions(
    subject,
    Object.fromEntries(others.map((name) => [name, true])),
    { ...table, names: table.names.filter(isMissing), perhaps: Object.fromEntries(perhaps) },
    path,
  );
}

function takesInputAndNext(method: unknown): boolean {
  return typeof method === 'function' && method.length === 2;
}

const MOST_CLASSES = 5;

function methodsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const names = new Set<string>();
  let current: object | null = value;
  for (let depth = 0; depth < MOST_CLASSES && current !== null && current !== Object.prototype; depth++) {
    for (const name of Object.getOwnPropertyNames(current)) names.add(name);
    current = Object.getPrototypeOf(current) as object | null;
  }
  return [...names].filter((name) => name !== 'constructor' && typeof readField(value, name) === 'function');
}
