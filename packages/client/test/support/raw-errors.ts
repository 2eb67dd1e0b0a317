import { CODE, codeOf } from '@handrail/errors';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { afterAll, expect } from 'vitest';

/** A mistake, and the first thing that a user reads of it: with the SDK alone, and with Handrail. */
interface ReportedCase {
  readonly mistake: string;
  readonly raw: string;
  readonly ours: string;
}

const FOLDER = '.cache/reports/raw-errors-client';

/** Collects the cases of one test file, and joins those of all files into `.cache/reports/raw-errors-client.json`. */
export function reportCases(file: string): (reported: ReportedCase) => void {
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
export async function failureOf(call: () => unknown): Promise<Error> {
  let result: unknown;
  try {
    result = await call();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error(`nothing was thrown, but ${String(result)} returned`);
}

/** The line of a message that begins with a code. */
export function headLineOf(error: Error): string {
  return error.message.split('\n').find((line) => /^\[HR\d{4}\] /.test(line)) ?? '';
}

/** An error with its causes, as it is read in a log. */
export function rawHead(error: Error): string {
  const chain: string[] = [];
  for (let current: unknown = error; current instanceof Error; current = current.cause) {
    chain.push(`${current.name}: ${current.message.split('\n', 1)[0] ?? ''}`);
  }
  return chain.join(' ← ').slice(0, 400);
}

/**
 * Checks that an error is the SDK's in all that callers match on, with a block of the given code that says what, why, what to do and
 * where.
 */
export function expectEnriched(ours: Error, raw: Error, code: string, head: RegExp | string): void {
  expect(codeOf(ours)).toBe(code);
  expect(Object.getPrototypeOf(ours)).toBe(Object.getPrototypeOf(raw));
  expect(ours.name).toBe(raw.name);
  expect((ours as { code?: unknown }).code).toBe((raw as { code?: unknown }).code);
  expect((ours as { type?: unknown }).type).toBe((raw as { type?: unknown }).type);
  expect((ours.cause as Error | undefined)?.constructor).toBe((raw.cause as Error | undefined)?.constructor);
  expect(ours.message.split('\n', 1)[0]).toSatisfy((line: string) => sameWords(line, raw.message));
  expect((ours as { [CODE]?: unknown })[CODE]).toBe(code);
  expectBlock(ours, code, head);
}

/** Checks the block in a message. */
export function expectBlock(error: Error, code: string, head: RegExp | string): void {
  const line = headLineOf(error);
  if (typeof head === 'string') expect(line).toBe(`[${code}] ${head}`);
  else expect(line).toMatch(head);
  expect(line.startsWith(`[${code}] `)).toBe(true);
  expect(error.message).toMatch(/\n {2}Why: {5}\S.*\n {2}Fix: {5}\S/);
  expect(error.message).toContain(`/errors/${code}`);
  // What a terminal shows is the stack.
  expect(error.stack).toContain(line);
}

// Numbers and ids differ from call to call, and what follows them; of a deadline client or server may tell first.
function sameWords(line: string, message: string): boolean {
  const timely = /deadline exceeded|call cancelled/i;
  if (timely.test(line) && timely.test(message)) return true;
  return line.split(/\d/, 1)[0] === message.split('\n', 1)[0]?.split(/\d/, 1)[0];
}
