import { isOneSlip } from './is-one-slip';
import { nearestName } from './nearest-name';

/** What is known of the options of one type. */
export interface OptionTable {
  /** Every option that the SDK or Handrail reads. */
  readonly names: readonly string[];
  /** Options within options, which are easily written one level too high. */
  readonly within?: Readonly<Record<string, readonly string[]>>;
  /** Words that resemble no option and can mean only one, such as what another SDK calls it. */
  readonly meant?: Readonly<Record<string, string>>;
  /** Words that may mean an option, and may as well be somebody else's key. */
  readonly perhaps?: Readonly<Record<string, string | readonly string[]>>;
}

/** An option that nothing reads, and the one that it was meant to be. */
export interface OptionSlip {
  readonly field: string;
  readonly suggestion: string;
  /** Whether there is no doubt about it. Else the key may be somebody else's. */
  readonly certain: boolean;
}

/**
 * The options among these that nothing reads and that were meant to be others: misspelt, of another case or number, a part of
 * the name, written one level too high, or called as other SDKs do. A key that resembles nothing is somebody else's, and so is
 * one that only might be meant for an option that is given as well.
 *
 * @param fields the options that are set
 */
export function optionSlips(fields: readonly string[], table: OptionTable): OptionSlip[] {
  return fields.flatMap((field) => {
    if (table.names.includes(field)) return [];
    const slip = slipOf(field, fields, table);
    return slip === undefined ? [] : [{ field, ...slip }];
  });
}

type Meant = Omit<OptionSlip, 'field'>;

function slipOf(
  field: string,
  given: readonly string[],
  { names, within = {}, meant = {}, perhaps = {} }: OptionTable,
): Meant | undefined {
  const misspelt = names.find((name) => isSame(field, name)) ?? names.find((name) => isMisspelt(field, name));
  if (misspelt !== undefined) return { suggestion: misspelt, certain: true };
  const free = (name: string) => !given.includes(name);
  if (Object.hasOwn(meant, field)) return whereFree(meant[field] ?? '', true, free);
  if (Object.hasOwn(perhaps, field)) {
    const [first = '', ...others] = [perhaps[field] ?? ''].flat();
    return others.every(free) ? whereFree(first, false, free) : undefined;
  }
  for (const [outer, inner] of Object.entries(within)) {
    if (inner.includes(field)) return { suggestion: `${outer}.${field}`, certain: true };
  }
  const part = names.find((name) => free(name) && (isPart(field, name) || isLonger(field, name)));
  return part === undefined ? undefined : { suggestion: part, certain: true };
}

function whereFree(suggestion: string, certain: boolean, free: (name: string) => boolean): Meant | undefined {
  return free(suggestion) ? { suggestion, certain } : undefined;
}

// With one letter changed, a short word soon is another one: demo and memo, stage and state.
const SHORT = 5;

function isMisspelt(field: string, name: string): boolean {
  if (Math.min(field.length, name.length) < 3 || beginsWithWord(field, name) || beginsWithWord(name, field))
    return false;
  if (name.length > SHORT) return isOneSlip(field, name) || nearestName(field, [name]) !== undefined;
  return isOneSlip(field, name) && (field.length !== name.length || lettersOf(field) === lettersOf(name));
}

function lettersOf(word: string): string {
  return [...word.toLowerCase()].sort().join('');
}

// Two names that differ by a whole word are two names: workflow, workflowId.
function beginsWithWord(name: string, word: string): boolean {
  return name.startsWith(word) && /^[A-Z]/.test(name.slice(word.length));
}

// Another case, other separators, singular for plural.
function isSame(field: string, name: string): boolean {
  return /^[a-z]/i.test(field) && singular(field) === singular(name);
}

function singular(word: string): string {
  return word
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase()
    .replace(/ies$/, 'y')
    .replace(/s$/, '');
}

/** Whether the words of the field are the first or the last ones of the name; one word alone says too little. */
function isPart(field: string, name: string): boolean {
  if (!/[a-z][A-Z]/.test(field)) return false;
  const rest = name.slice(0, -field.length);
  const isEnd = rest !== '' && name === rest + capitalised(field);
  return isEnd || beginsWithWord(name, field);
}

const ADDED = /^(?:Policy|Options?|Config|Settings?|Name|Value|Ms|Millis|Seconds|Duration)$/;

/** Whether the field is the name with a word behind that tells nothing: `retryOptions`, `startToCloseTimeoutMs`. */
function isLonger(field: string, name: string): boolean {
  return field.startsWith(name) && ADDED.test(field.slice(name.length));
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
