/**
 * A value as it may stand in a message: short, one line, strings quoted. Objects are named by their type only, so that
 * no payload gets into a message. Never throws.
 */
export function showValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `'${shorten(value)}'`;
    case 'bigint':
      return `${value}n`;
    case 'function':
      return 'a function';
    case 'object':
      return value === null ? 'null' : showObject(value);
    default:
      return String(value);
  }
}

/** What was thrown, on one short line. Never throws. */
export function showThrown(error: unknown): string {
  try {
    return shorten(error instanceof Error ? String(error.message) : showValue(error), 200);
  } catch {
    return 'an error without a message';
  }
}

// Line breaks and terminal codes would break a log table.
function shorten(text: string, longest = 60): string {
  const line = text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
  return line.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (character) =>
    character === '\n' ? '\\n' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function showObject(value: object): string {
  try {
    return Array.isArray(value) ? `an array of ${value.length}` : 'an object';
  } catch {
    // A revoked proxy, or one whose traps throw.
    return 'an object';
  }
}
