// Values that change their form where they grow or shrink, in every shape that stores have for "nothing there yet".
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkIdempotency, memoryWorld, postgresWorld } from '../../src/idempotency';
import { PGlite } from '@electric-sql/pglite';

/** How a store keeps a set of names, and what it has while it holds none. */
interface Form {
  readonly empty: unknown;
  read(value: unknown): readonly string[];
  write(names: readonly string[]): unknown;
}

const asList: Form['read'] = (value) => (value ?? []) as readonly string[];
const FORMS: Readonly<Record<string, Form>> = {
  'null, then a list': { empty: null, read: asList, write: (names) => [...names] },
  'nothing, then a list': { empty: undefined, read: asList, write: (names) => [...names] },
  'an empty list': { empty: [], read: asList, write: (names) => [...names] },
  'null, then a set': {
    empty: null,
    read: (value) => [...((value ?? []) as Set<string>)],
    write: (names) => new Set(names),
  },
  'null, then records': {
    empty: null,
    read: (value) => ((value ?? []) as { name: string }[]).map(({ name }) => name),
    write: (names) => names.map((name) => ({ name, on: true })),
  },
  'null, then an object of flags': {
    empty: null,
    read: (value) => Object.keys((value ?? {}) as object),
    write: (names) => Object.fromEntries(names.map((name) => [name, true])),
  },
  'null, then an object of records': {
    empty: null,
    read: (value) => Object.keys((value ?? {}) as object),
    write: (names) => Object.fromEntries(names.map((name) => [name, { on: true }])),
  },
  'an empty text, then JSON': {
    empty: '',
    read: (value) => (value === '' ? [] : (JSON.parse(value as string) as string[])),
    write: (names) => JSON.stringify(names),
  },
  'null, then JSON of an object': {
    empty: null,
    read: (value) => (value === null ? [] : (JSON.parse(value as string) as { names: string[] }).names),
    write: (names) => JSON.stringify({ names }),
  },
  'an empty text, then lines': {
    empty: '',
    read: (value) => (value as string).split('\n').filter((line) => line !== ''),
    write: (names) => names.map((name) => `${name}\n`).join(''),
  },
  'a line, then lines': {
    empty: 'head',
    read: (value) => (value as string).split('\n').slice(1),
    write: (names) => ['head', ...names].join('\n'),
  },
  'null, then a line, then lines': {
    empty: null,
    read: (value) => (value === null ? [] : (value as string).split('\n')),
    write: (names) => names.join('\n'),
  },
  'nothing, then one name, then a list': {
    empty: undefined,
    read: (value) => (value === undefined ? [] : [value as string].flat()),
    write: (names) => (names.length === 1 ? names[0] : [...names]),
  },
  'an empty text, then a list with commas': {
    empty: '',
    read: (value) => (value as string).split(',').filter((name) => name !== ''),
    write: (names) => names.join(','),
  },
};

function makeStore(form: Form, start: readonly string[] = []) {
  return {
    row: { id: 'r1', names: start.length === 0 ? form.empty : form.write(start) },
    async update(change: (names: readonly string[]) => readonly string[]) {
      const names = change(form.read(this.row.names));
      this.row.names = names.length === 0 ? form.empty : form.write(names);
    },
  };
}

describe.each(Object.entries(FORMS))('%s', (_name, form) => {
  const calls = { args: ['ann'], distinct: ['bob'] };
  const verdictOf = async (
    change: (name: string) => (names: readonly string[]) => readonly string[],
    start?: string[],
  ) => {
    const store = makeStore(form, start);
    const activity = async (name: string) => store.update(change(name));
    const { verdict, findings } = await checkIdempotency(activity, { ...calls, world: memoryWorld(store) });
    return [verdict, ...findings.map(({ message }) => message.split('\n')[0])].join(' ');
  };

  it('takes in both where each is added once', async () => {
    expect(await verdictOf((name) => (names) => (names.includes(name) ? names : [...names, name]))).toBe('IDEMPOTENT');
  });

  it('lets go of both where each is removed', async () => {
    const without = (name: string) => (names: readonly string[]) => names.filter((each) => each !== name);
    expect(await verdictOf(without, ['ann', 'bob'])).toBe('IDEMPOTENT');
  });

  it('misses the second one where only the first is let in', async () => {
    expect(await verdictOf((name) => (names) => (names.length > 0 ? names : [name]))).toMatch(/^SWALLOWED_EFFECT/);
  });
});

describe.each(['null, then a list', 'null, then records', 'an empty text, then lines', 'an empty list'])(
  '%s',
  (name) => {
    it('shows what each attempt appends', async () => {
      const store = makeStore(FORMS[name] as Form);
      const append = async (each: string) => store.update((names) => [...names, each]);
      const { verdict } = await checkIdempotency(append, {
        args: ['ann'],
        distinct: ['bob'],
        world: memoryWorld(store),
      });
      expect(verdict).toBe('DUPLICATE_EFFECT');
    });
  },
);

describe('a column', () => {
  // One database for all: it takes seconds to start.
  let pglite: PGlite;
  beforeAll(async () => {
    pglite = await PGlite.create();
  }, 120_000);
  afterAll(() => pglite.close());

  it.each([
    ['text[]', `coalesce(tags, '{}') || $1::text`, `$1 = ANY(coalesce(tags, '{}'))`],
    [
      'jsonb',
      `coalesce(tags, '[]') || jsonb_build_array($1::text)`,
      `coalesce(tags, '[]') @> jsonb_build_array($1::text)`,
    ],
    ['jsonb', `coalesce(tags, '{}') || jsonb_build_object($1::text, true)`, `coalesce(tags, '{}') ? $1::text`],
    [
      'jsonb',
      `coalesce(tags, '{}') || jsonb_build_object($1::text, '{"on": true}'::jsonb)`,
      `coalesce(tags, '{}') ? $1::text`,
    ],
    ['text', `coalesce(tags, '') || $1::text || E'\\n'`, `position($1::text in coalesce(tags, '')) > 0`],
    [
      'json',
      `(coalesce(tags, '[]')::jsonb || jsonb_build_array($1::text))::json`,
      `coalesce(tags, '[]')::jsonb @> jsonb_build_array($1::text)`,
    ],
  ])('of type %s that is null takes in both: %s', async (type, value, isThere) => {
    await pglite.exec(
      `DROP TABLE IF EXISTS posts; CREATE TABLE posts (id text PRIMARY KEY, tags ${type}); INSERT INTO posts VALUES ('p1', NULL)`,
    );
    const world = postgresWorld({ pglite });
    const activity = async (tag: string) => {
      await world.pool.query(`UPDATE posts SET tags = ${value} WHERE id = 'p1' AND NOT ${isThere}`, [tag]);
    };
    const report = await checkIdempotency(activity, { args: ['sport'], distinct: ['news'], world });
    expect([report.verdict, ...report.findings.map(({ message }) => message.split('\n')[0])]).toEqual(['IDEMPOTENT']);
  });
});

describe('bytes that are appended to', () => {
  it.each([4, 300])('are more of them, as a text is: %i bytes each time', async (length) => {
    const log = {
      bytes: new Map([['mon', Buffer.from([1, 255])]]),
      async append(day: string, record: Buffer) {
        this.bytes.set(day, Buffer.concat([this.bytes.get(day) ?? Buffer.alloc(0), record]));
      },
    };
    const append = (day: string, fill: number) => log.append(day, Buffer.alloc(length, fill));
    const { verdict } = await checkIdempotency(append, {
      args: ['mon', 7],
      distinct: ['tue', 9],
      world: memoryWorld(log),
    });
    expect(verdict).toBe('DUPLICATE_EFFECT');
  });
});
