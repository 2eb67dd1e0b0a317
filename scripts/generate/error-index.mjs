import { readdir } from 'node:fs/promises';

const FOLDER = 'packages/errors/src/catalogue';

/** The catalogue's index: every entry by name, and all of them as one sorted list. */
export async function errorIndex(header) {
  const codes = (await readdir(FOLDER)).flatMap((file) => /^(HR\d{4})\.ts$/.exec(file)?.[1] ?? []).sort();
  return {
    [`${FOLDER}/index.ts`]: [
      header('//'),
      `import type { ErrorSummary } from '../define-error';`,
      ...codes.map((code) => `import { ${code} } from './${code}';`),
      '',
      `export {\n${codes.map((code) => `  ${code},`).join('\n')}\n};`,
      '',
      '/** Every error, sorted by code. */',
      `export const catalogue: readonly ErrorSummary[] = [\n${codes.map((code) => `  ${code},`).join('\n')}\n];`,
      '',
    ].join('\n'),
  };
}
