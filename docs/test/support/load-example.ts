import { build } from 'esbuild';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

// What a reader's compiler gives: `require` and `__dirname` beside imports, whatever the project's module system is.
const BANNER = `
import { createRequire as createRequireHere } from 'node:module';
import { dirname as dirnameHere } from 'node:path';
import { fileURLToPath as pathHere } from 'node:url';
const __dirname = dirnameHere(pathHere(import.meta.url));
const requireHere = createRequireHere(import.meta.url);
const require = Object.assign((id) => requireHere(id), {
  resolve: (id) => requireHere.resolve(id.startsWith('.') ? id + '.ts' : id),
});
`;

const HERE = resolve('docs/test/support/here');

/**
 * Compiles an example and imports it. `@handrail/client`, `@handrail/worker` and `@temporalio/worker` are those of docs/test/support/here: the same, but what
 * goes to `localhost:7233` by default goes to the server of the tests.
 *
 * @returns what the module exports
 */
export async function loadExample(file: string): Promise<Record<string, unknown>> {
  const outfile = join(dirname(file), `example-${Date.now()}.mjs`);
  await build({
    entryPoints: [file],
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    banner: { js: BANNER },
    logLevel: 'silent',
    outfile,
    plugins: [
      {
        name: 'here',
        setup({ onResolve }) {
          onResolve({ filter: /^(?:@handrail\/(?:client|worker)|@temporalio\/worker)$/ }, ({ path, importer }) =>
            importer.startsWith(HERE) ? undefined : { path: join(HERE, `${path.slice(1).replace('/', '-')}.ts`) },
          );
        },
      },
    ],
  });
  return (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as Record<string, unknown>;
}
