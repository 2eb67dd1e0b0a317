import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { afterAll } from 'vitest';

/** A mistake, and the first line that a user reads of it: with the SDK alone, and with Handrail. */
interface ReportedCase {
  readonly mistake: string;
  readonly raw: string;
  readonly ours: string;
}

const FOLDER = '.cache/reports/raw-errors-payloads';

/** Collects the cases of one test file, and joins those of all files into `.cache/reports/raw-errors-payloads.json`. */
export function reportPayloadCases(file: string): (reported: ReportedCase) => void {
  const cases: ReportedCase[] = [];
  afterAll(() => {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${FOLDER}/${file}.json`, JSON.stringify(cases, null, 2));
    const all = readdirSync(FOLDER)
      .sort()
      .flatMap((name) => JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8')) as ReportedCase[]);
    const temporary = `${FOLDER}.${process.pid}.tmp`;
    writeFileSync(temporary, `${JSON.stringify(all, null, 2)}\n`);
    renameSync(temporary, `${FOLDER}.json`);
  });
  return (reported) => void cases.push(reported);
}

/** What a call rejects with. */
export async function failureOf(call: () => Promise<unknown>): Promise<Error> {
  const error: unknown = await call().then(
    (value) => new Error(`nothing was thrown, but ${String(value)} returned`),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Error) return error;
  throw error;
}

/** An error with its causes, as it is read in a log. */
export function rawHead(error: Error): string {
  const chain: string[] = [];
  for (let current: unknown = error; current instanceof Error; current = current.cause) {
    chain.push(`${current.name}: ${current.message.split('\n', 1)[0] ?? ''}`);
  }
  return chain.join(' ← ').slice(0, 400);
}

/** The line about a payload in an error, or in one of its causes: whoever passes the error on has a line, too. */
export function headLineOf(error: Error): string {
  for (let current: unknown = error; current instanceof Error; current = current.cause) {
    const line = current.message.split('\n').find((each) => /^\[HR3\d{3}\] /.test(each));
    if (line !== undefined) return line;
  }
  return '';
}
