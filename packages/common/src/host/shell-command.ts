const PLAIN = /^[\w@%+:,./][\w@%+=:,./-]*$/;

/** An argument as a POSIX shell takes it literally. Ids may hold any character. */
export function shellQuote(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** What every command of Temporal's own CLI needs to reach the same place. */
export interface CommandTarget {
  readonly namespace: string;
  readonly address?: string | undefined;
}

/** A command line of Temporal's own CLI. Flags are given by name; the values are quoted. */
export function temporalCommand(
  { namespace, address }: CommandTarget,
  words: string,
  flags: Readonly<Record<string, string | number | true | undefined>> = {},
): string {
  return commandLine(`temporal ${words}`, { ...flags, ...targetFlags(namespace, address) });
}

/** A command line of our own CLI. */
export function handrailCommand(
  { namespace, address }: CommandTarget,
  words: string,
  parameters: readonly string[] = [],
  flags: Readonly<Record<string, string | true | undefined>> = {},
): string {
  const given = parameters.map(shellQuote);
  return commandLine(['npx handrail', words, ...given].join(' '), { ...flags, ...targetFlags(namespace, address) });
}

function targetFlags(namespace: string, address: string | undefined): Record<string, string | undefined> {
  return { namespace: namespace === 'default' ? undefined : namespace, address };
}

/** A command line that begins so, with flags by name. */
export function commandLine(
  start: string,
  flags: Readonly<Record<string, string | number | true | undefined>>,
): string {
  const words = Object.entries(flags).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (value === true) return [`--${name}`];
    const quoted = shellQuote(String(value));
    // A value that begins with a hyphen would be taken for a flag.
    return [String(value).startsWith('-') ? `--${name}=${quoted}` : `--${name} ${quoted}`];
  });
  return [start, ...words].join(' ');
}
