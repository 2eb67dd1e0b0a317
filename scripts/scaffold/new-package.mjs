// pnpm new:package audit "What it is for.": a package that builds, with its README and a first test.
import { editFile, UsageError, writeUnit } from './write-unit.mjs';
import { runScaffold } from './run-scaffold.mjs';

/** @param {{ root: string, args: readonly string[] }} call - the repository's root, and the command's arguments */
export async function newPackage({ root, args: [name, description, ...rest] }) {
  if (name === undefined || description === undefined || rest.length > 0) {
    throw new UsageError('Usage: pnpm new:package audit "What it is for, as a sentence."');
  }
  if (!/^[a-z][a-z-]*$/.test(name))
    throw new UsageError(`${name} is not a package name: lower-case words and hyphens.`);
  if (/["\\\n]/.test(description)) throw new UsageError('The description is one line without double quotes.');

  const folder = `packages/${name}`;
  const written = await writeUnit({
    root,
    words: { name, description },
    files: {
      [`${folder}/README.md`]: 'package/README.md',
      [`${folder}/package.json`]: 'package/package.json',
      [`${folder}/tsconfig.json`]: 'package/tsconfig.json',
      [`${folder}/src/index.ts`]: 'package/index.ts',
      [`${folder}/src/example.ts`]: 'package/example.ts',
      [`${folder}/test/example.test.ts`]: 'package/example.test.ts',
    },
  });
  await editFile({
    root,
    path: 'tsconfig.json',
    edit: (text) => text.replace(/(\n\s*\{ "path": "[^"]+" \})(\s*\])/, `$1,\n    { "path": "${folder}" }$2`),
  });
  return {
    written: [...written, 'tsconfig.json'],
    next: [
      'say in eslint.config.mjs (arrows) which packages it may import; name them in its package.json and tsconfig.json, too',
      'run: pnpm install',
      'replace src/example.ts and its test, which fails until then',
    ],
  };
}

await runScaffold(import.meta.url, newPackage);
