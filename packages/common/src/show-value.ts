/**
 * A value as it may stand in a message: short, one line, strings quoted. Objects are named by their type only, so that
 * no payload gets into a message.
 */
export function showValue(value: unknown): string {
  switch (typeof value) {
    case 'string': {
      const line = value.length > 60 ? `${value.slice(0, 57)}...` : value;
      return `'${line.replaceAll('\n', '\\n')}'`;
    }
    case 'bigint':
      return `${value}n`;
    case 'function':
      return 'a function';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `an array of ${value.length}` : 'an object';
    default:
      return String(value);
  }
}
