import { UnclearError } from '../unclear-error';

/** Runs SQL and gives its rows. */
export type RunSql = (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;

/** Runs several statements, which give nothing. */
export type RunScript = (text: string) => Promise<unknown>;

/** The tables of a database, what stood in them at the start, and how to see them and to put them back. */
export class Tables {
  private constructor(
    private readonly run: RunSql,
    private readonly script: RunScript,
    private readonly tables: readonly TableName[],
    private readonly resetScript: string,
  ) {}

  static async read(run: RunSql, script: RunScript, only: readonly string[] | undefined): Promise<Tables> {
    const found = await run(LIST_TABLES);
    const tables = found.map(({ name, label, columns }) => ({
      name: String(name),
      label: String(label),
      columns: String(columns),
    }));
    const missing = only?.find((name) => !tables.some(({ label }) => label === name));
    if (missing !== undefined)
      throw new UnclearError({
        reason: `the database has no table "${missing}", which postgresWorld({ tables }) names`,
        remedy: `name tables that are there (${tables.map(({ label }) => label).join(', ') || 'there are none'})`,
      });
    const chosen = only === undefined ? tables : tables.filter(({ label }) => only.includes(label));
    if (chosen.length === 0)
      throw new UnclearError({ reason: 'the database has no tables', remedy: 'make them before the check' });
    const rows = await readRows(run, chosen);
    const [setting] = await run("SELECT current_setting('is_superuser') AS value");
    const filled = chosen.map((table) => ({ ...table, rows: rows[table.label] ?? [] }));
    return new Tables(run, script, chosen, resetScriptOf(filled, setting?.['value'] === 'on'));
  }

  snapshot(): Promise<Record<string, readonly unknown[]>> {
    return readRows(this.run, this.tables);
  }

  /**
   * Lets each sequence count in a range of its own until the returned function is called: equal numbers are then the same id
   * wherever they stand, and not two sequences that happen to be in step.
   */
  async spreadSequences(): Promise<() => Promise<void>> {
    const undo: string[] = [];
    for (const [index, { name, last, start }] of (await this.run(LIST_SEQUENCES)).entries()) {
      const from = Number(last ?? start);
      try {
        await this.run(
          `SELECT setval('${String(name).replaceAll("'", "''")}', ${from + (index + 1) * SEQUENCE_RANGE})`,
        );
      } catch {
        // Somebody else's sequence, or one that has no room.
        continue;
      }
      undo.push(`SELECT setval('${String(name).replaceAll("'", "''")}', ${from}, ${String(last !== null)})`);
    }
    return async () => {
      for (const text of undo) await this.run(text);
    };
  }

  /** Sequences go on: in production they never return either, and so ids show that they are generated. */
  async reset(): Promise<void> {
    try {
      await this.script(this.resetScript);
    } catch (error) {
      await this.script('ROLLBACK');
      throw error;
    }
  }
}

/** One text for the whole reset: a round trip to the server costs more than all of its work. */
function resetScriptOf(tables: readonly Table[], canDisableTriggers: boolean): string {
  const names = tables.map(({ name }) => name);
  const empty = canDisableTriggers
    ? [
        "SELECT set_config('session_replication_role', 'replica', true), set_config('synchronous_commit', 'off', true)",
        ...names.map((name) => `DELETE FROM ${name}`),
      ]
    : [`TRUNCATE ${names.join(', ')} CASCADE`];
  const fill = tables
    .filter(({ rows }) => rows.length > 0)
    .map(({ name, columns, rows }) => {
      const json = JSON.stringify(rows).replaceAll("'", "''");
      return `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM json_populate_recordset(NULL::${name}, '${json}'::json)`;
    });
  return ['BEGIN', ...empty, ...fill, 'COMMIT'].join(';\n');
}

interface TableName {
  readonly name: string;
  /** As the user names it: without `public`. */
  readonly label: string;
  readonly columns: string;
}

interface Table extends TableName {
  readonly rows: readonly unknown[];
}

/** More than one check takes from a sequence. */
const SEQUENCE_RANGE = 10_000;

const LIST_SEQUENCES = `
  SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS last, start_value::text AS start
    FROM pg_sequences WHERE schemaname NOT LIKE 'pg\\_%' AND increment_by > 0 ORDER BY 1`;

const LIST_TABLES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name,
         CASE WHEN n.nspname = 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS label,
         (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
   ORDER BY 1`;

// An alias that no column is called: a column would come before the row.
const ROW = '"handrail row"';

async function readRows(run: RunSql, tables: readonly TableName[]): Promise<Record<string, readonly unknown[]>> {
  const parts = tables.map(
    ({ name, label }) =>
      `'${label.replaceAll("'", "''")}', (SELECT coalesce(json_agg(${ROW}), '[]'::json) FROM ${name} ${ROW})`,
  );
  const [row] = await run(`SELECT json_build_object(${parts.join(', ')}) AS state`);
  const state = row?.['state'];
  return (typeof state === 'string' ? JSON.parse(state) : state) as Record<string, readonly unknown[]>;
}
