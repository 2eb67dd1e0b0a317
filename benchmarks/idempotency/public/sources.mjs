// Public code as it stands at one commit: read from a clone, bundled with stand-ins for what it calls.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const CACHE = resolve('.cache/public-activities');

/** Clones a repository's commits, unless `PUBLIC_CLONES` holds it: in `owner+name/repo`. */
function clone(repository) {
  const given = process.env.PUBLIC_CLONES && resolve(process.env.PUBLIC_CLONES, repository.replace('/', '+'), 'repo');
  if (given && existsSync(given)) return given;
  const folder = resolve(CACHE, repository);
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    execFileSync('git', [
      'clone',
      '--quiet',
      '--bare',
      '--filter=blob:none',
      `https://github.com/${repository}`,
      folder,
    ]);
  }
  return folder;
}

/**
 * Loads a module of public code.
 *
 * @param source where it is: repository, commit, path
 * @param standIns by the name that it imports: the exports that it gets instead
 */
export async function loadPublic({ repository, commit, path }, standIns = {}) {
  const text = execFileSync('git', ['-C', clone(repository), 'show', `${commit}:${path}`], { encoding: 'utf8' });
  const key = `stand-ins ${repository} ${path} ${Math.random()}`;
  globalThis[key] = standIns;
  const outfile = resolve(
    CACHE,
    `${repository.replace('/', '+')}-${path.replaceAll('/', '-')}-${process.hrtime.bigint()}.cjs`,
  );
  mkdirSync(CACHE, { recursive: true });
  const result = await build({
    stdin: { contents: text, loader: 'ts', resolveDir: process.cwd(), sourcefile: path },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
    plugins: [
      {
        name: 'stand-ins',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /.*/ }, ({ path: name, kind }) => {
            if (kind === 'entry-point') return undefined;
            if (name in standIns) return { path: name, namespace: 'stand-in' };
            // One copy: the context of an activity is found through it.
            return { path: name.startsWith('@temporalio/') ? require.resolve(name) : name, external: true };
          });
          onLoad({ filter: /.*/, namespace: 'stand-in' }, ({ path: name }) => ({
            contents: `module.exports = globalThis[${JSON.stringify(key)}][${JSON.stringify(name)}];`,
            loader: 'js',
          }));
        },
      },
    ],
  });
  writeFileSync(outfile, result.outputFiles[0].text);
  return (await import(pathToFileURL(outfile).href)).default;
}
