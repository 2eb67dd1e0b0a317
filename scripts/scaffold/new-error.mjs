// pnpm new:error HR4012 "Title": an entry of the error catalogue with its test and its page.
import { editFile, UsageError, writeUnit } from './write-unit.mjs';
import { runScaffold } from './run-scaffold.mjs';

const PERMANENT_CODES = 'packages/errors/test/permanent-codes.test.ts';

/** @param {{ root: string, args: readonly string[] }} call - the repository's root, and the command's arguments */
export async function newError({ root, args: [code, title, ...rest] }) {
  if (code === undefined || title === undefined || rest.length > 0) {
    throw new UsageError('Usage: pnpm new:error HR4012 "What is wrong, as a clause"');
  }
  if (!/^HR[1-9]\d{3}$/.test(code)) {
    throw new UsageError(`${code} is not a code: HR and four digits, the first being the area (docs/errors/index.md).`);
  }
  if (/[.!']$|["`\n]/.test(title))
    throw new UsageError('The title is a clause without a full stop and without quotes.');

  const written = await writeUnit({
    root,
    words: { code, title: title.replaceAll("'", "\\'") },
    files: {
      [`packages/errors/src/catalogue/${code}.ts`]: 'error/entry.ts',
      [`packages/errors/test/catalogue/${code}.test.ts`]: 'error/wording.test.ts',
      [`docs/errors/${code}.md`]: 'error/page.md',
    },
  });
  await editFile({ root, path: PERMANENT_CODES, edit: (text) => withCode(text, code) });
  return {
    written: [...written, PERMANENT_CODES],
    next: [
      `word the entry in packages/errors/src/catalogue/${code}.ts, then run: pnpm generate`,
      `raise it: ${code}.error(facts), or ${code}.problem(facts) where several are reported together`,
      `where workflow code raises it, export it from packages/errors/src/sandbox.ts, too`,
      `write the message into its test and the body of docs/errors/${code}.md; both fail until then`,
    ],
  };
}

function withCode(text, code) {
  return text.replace(/(const PERMANENT_CODES = \[\n)([^\]]*)(\])/, (_all, start, list, end) => {
    const codes = [...list.matchAll(/HR\d{4}/g)].map(([each]) => each);
    const sorted = [...new Set([...codes, code])].sort();
    return `${start}${sorted.map((each) => `  '${each}',\n`).join('')}${end}`;
  });
}

await runScaffold(import.meta.url, newError);
