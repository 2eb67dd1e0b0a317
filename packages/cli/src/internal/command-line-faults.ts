import type { Command, CommandOption } from '../command';

/**
 * What of a command line cannot be meant although it can be parsed: a value that is the next option, one that is empty, since a
 * variable is not set in a script, or an option that would do nothing.
 */

/** Of the words as they were given: an option in the place of a value, which the parser would take for the value. */
export function missingValue(words: readonly string[], { options = [] }: Command): string | undefined {
  const known = new Set([...options.flatMap(namesOf), '--json', '--no-color', '-h', '--help']);
  for (let index = 0; index < words.length && words[index] !== '--'; index++) {
    const option = options.find((each) => takesValue(each) && namesOf(each).includes(words[index] ?? ''));
    const value = words[index + 1];
    if (option === undefined || value === undefined) continue;
    if (known.has(value)) {
      return `option '${option.flags}' argument missing: '${value}' is an option (${words[index]}=${value} gives it as the value)`;
    }
    index++;
  }
  return undefined;
}

/** Of what was parsed: what is empty, and options without the one that they belong to. */
export function parsedFault(
  { options = [] }: Command,
  given: readonly (string | undefined)[],
  values: Readonly<Record<string, unknown>>,
): string | undefined {
  if (given.includes('')) return 'an argument is empty';
  for (const option of options) {
    const value = values[keyOf(longNameOf(option))];
    if (value === undefined) continue;
    if ([value].flat().some(isEmpty)) return `the value of ${longNameOf(option)} is empty`;
    const { belongsTo } = option;
    if (belongsTo !== undefined && values[keyOf(belongsTo)] === undefined)
      return `${longNameOf(option)} belongs to ${belongsTo}`;
  }
  return undefined;
}

/** The names of an option: `-n` and `--namespace`. */
export function namesOf({ flags }: CommandOption): string[] {
  return flags.split(/[ ,]+/).filter((each) => each.startsWith('-'));
}

function longNameOf(option: CommandOption): string {
  return namesOf(option).at(-1) ?? '';
}

function takesValue({ flags }: CommandOption): boolean {
  return flags.includes('<');
}

/** As the parser names the values of `--run-id` and `--no-bundle`. */
function keyOf(name: string): string {
  return name.replace(/^--(no-)?/, '').replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === '';
}
