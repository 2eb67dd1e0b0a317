/** What a statement does, as far as the gate must know. */
export interface Statement {
  /** `INSERT orders`, `SELECT orders`, `COMMIT`. */
  readonly label: string;
  readonly write: boolean;
  readonly transaction?: 'begin' | 'commit' | 'rollback' | undefined;
  /** A lock that the session holds beyond its transactions. */
  readonly sessionLock?: 'lock' | 'unlock' | undefined;
  /** What it notifies: a channel, `$1` for the first value, or the statement where the channel is worked out in it. */
  readonly channel?: string | undefined;
}

// What is no code: texts, quoted names and comments.
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$/g;
const WRITING = /\b(insert|update|delete|merge|truncate|copy|call|do|create|alter|drop|refresh)\b/i;
const TABLE =
  /\b(?:insert\s+into|update(?:\s+only)?|delete\s+from|merge\s+into|truncate(?:\s+table)?|from|call|copy)\s+("[^"]+"(?:\."[^"]+")?|[\w.]+)/i;

export function readStatement(text: string): Statement {
  const code = text.replaceAll(QUOTED, (quoted) => (quoted.startsWith('"') ? quoted : ' ')).trim();
  const verb = /^\w+/.exec(code)?.[0]?.toUpperCase() ?? 'STATEMENT';
  if (/^(BEGIN|START)$/.test(verb)) return { label: 'BEGIN', write: false, transaction: 'begin' };
  if (/^(COMMIT|END)$/.test(verb)) return { label: 'COMMIT', write: true, transaction: 'commit' };
  if (verb === 'ABORT' || (verb === 'ROLLBACK' && !/^rollback\s+(to|work\s+to)\b/i.test(code)))
    return { label: 'ROLLBACK', write: false, transaction: 'rollback' };
  const channel = channelOf(verb, code, text);
  if (channel !== undefined && verb === 'NOTIFY') return { label: `NOTIFY ${channel}`, write: true, channel };
  // SELECT ... FOR UPDATE locks, it does not write.
  const withoutLocks = code
    .replaceAll(/\bfor\s+(no\s+key\s+)?update\b/gi, '')
    .replaceAll(/\bon\s+conflict\b[\s\S]*?\bdo\s+(update|nothing)\b/gi, '');
  const writing = WRITING.exec(withoutLocks)?.[1]?.toUpperCase();
  const isControl = /^(SET|SHOW|SAVEPOINT|RELEASE|ROLLBACK|LOCK|DISCARD|LISTEN|NOTIFY|EXPLAIN)$/.test(verb);
  const write = (writing !== undefined || channel !== undefined) && !isControl;
  if (writing === undefined && channel !== undefined) return { label: 'SELECT pg_notify', write, channel };
  const shown = write ? (writing ?? verb) : verb;
  const table = TABLE.exec(
    write && shown !== verb ? withoutLocks.slice(withoutLocks.search(WRITING)) : code,
  )?.[1]?.replaceAll('"', '');
  return { label: table === undefined ? shown : `${shown} ${table}`, write, channel, sessionLock: sessionLockOf(code) };
}

function channelOf(verb: string, code: string, text: string): string | undefined {
  if (verb === 'NOTIFY') return /^notify\s+("[^"]+"|\w+)/i.exec(code)?.[1]?.replaceAll('"', '') ?? text;
  if (!/\bpg_notify\s*\(/i.test(code)) return undefined;
  const [, literal, parameter] = /\bpg_notify\s*\(\s*(?:'([^']*)'|(\$\d+))/i.exec(text) ?? [];
  return literal ?? parameter ?? text;
}

function sessionLockOf(code: string): Statement['sessionLock'] {
  if (/\bpg_advisory_unlock(_shared|_all)?\s*\(/i.test(code)) return 'unlock';
  return /\bpg_(try_)?advisory_lock(_shared)?\s*\(/i.test(code) ? 'lock' : undefined;
}

/** Whether a session still has something of a statement after it: a lock, a transaction, a setting. */
export function outlivesStatement(text: string): boolean {
  return /\bpg_(try_)?advisory_lock|\bset_config\b|\btemp(orary)?\b|^\s*(begin|start|set|listen|declare|prepare)\b/i.test(
    text,
  );
}

const CLOCK =
  /\b(?:(now|clock_timestamp|statement_timestamp|transaction_timestamp)\s*\(\s*\)|(current_timestamp|localtimestamp|current_date)\b(?:\s*\(\s*\d+\s*\))?)/gi;

/** Puts the check's own time in the place of the server's clock, so that leases expire when the check says so. */
export function withClock(text: string, milliseconds: number): string {
  CLOCK.lastIndex = 0;
  if (!CLOCK.test(text)) return text;
  const time = new Date(milliseconds).toISOString();
  let result = '';
  let from = 0;
  for (const match of [...text.matchAll(QUOTED), { index: text.length, 0: '' }]) {
    result += text.slice(from, match.index).replaceAll(CLOCK, (_all, _call, keyword?: string) => {
      const kind = keyword?.toLowerCase();
      return `'${time}'::${kind === 'current_date' ? 'date' : kind === 'localtimestamp' ? 'timestamp' : 'timestamptz'}`;
    });
    result += match[0];
    from = (match.index ?? text.length) + match[0].length;
  }
  return result;
}
