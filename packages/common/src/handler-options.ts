import type { Finding } from './finding';
import { optionSlips } from './option-slips';
import { withArticle } from './payloads/with-article';

/** What workflow code has given to `setHandler` as options, as it leaves the sandbox. */
interface HandlerFields {
  /** `signal`, `query` or `update`. */
  readonly call: string;
  readonly name: unknown;
  /** The options with the type of each, after a nameless one: what is given as options. */
  readonly fields: readonly (readonly [field: string, type: string])[];
}

const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  signal: ['description', 'unfinishedPolicy'],
  query: ['description'],
  update: ['description', 'unfinishedPolicy', 'validator'],
};

/** Who has an option that others have not. */
const OWNERS: Readonly<Record<string, string>> = {
  validator: 'only updates have',
  unfinishedPolicy: 'only signals and updates have',
};

const TYPES: Readonly<Record<string, readonly [type: string, reason: string]>> = {
  validator: ['function', 'is not a function'],
  unfinishedPolicy: ['number', 'is none of the constants of HandlerUnfinishedPolicy'],
  description: ['string', 'is not a text'],
};

/**
 * What of it does nothing: HR2018 for an option that was meant to be another, HR2014 for what a handler of this kind does not have, and
 * for what has another form than the SDK reads. It passes over all of that without a word. Undefined where it is about no handler.
 */
export function handlerFindings({ facts, ...finding }: Finding): Finding[] | undefined {
  const { call = '', name, fields } = facts as Partial<HandlerFields>;
  const names = Object.hasOwn(OPTIONS, call) ? OPTIONS[call] : undefined;
  if (names === undefined || !Array.isArray(fields)) return undefined;
  const subject = `The handler of ${call} "${String(name)}"`;
  const types = new Map((fields as HandlerFields['fields']).filter(([, type]) => type !== 'undefined'));
  const invalid = (field: string, type: string, reason: string): Finding => ({
    ...finding,
    code: 'HR2014',
    facts: { subject, field, value: withArticle(type) ?? type, reason },
  });
  const whole = types.get('') ?? 'object';
  types.delete('');
  if (whole !== 'object') {
    const remedy = call === 'update' ? ': write { validator: … }' : '';
    return [invalid('options', whole, `is not an object with options${remedy}`)];
  }
  const others = [...types].filter(([field]) => !names.includes(field) && Object.hasOwn(OWNERS, field));
  const slips = optionSlips([...types.keys()], { names, meant: call === 'update' ? VALIDATORS : {} })
    .filter(({ field }) => !Object.hasOwn(OWNERS, field))
    .map(({ field, suggestion }) => ({ ...finding, facts: { subject, field, suggestion } }));
  const misshapen = [...types].flatMap(([field, type]) => {
    const [expected, reason = ''] = TYPES[field] ?? [];
    return !names.includes(field) || expected === type ? [] : [invalid(field, type, reason)];
  });
  return [...others.map(([field, type]) => invalid(field, type, OWNERS[field] ?? '')), ...slips, ...misshapen];
}

const VALIDATORS = { validate: 'validator', validation: 'validator', check: 'validator', guard: 'validator' };
