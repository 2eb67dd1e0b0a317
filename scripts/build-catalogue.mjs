// Makes one file of the error catalogue, in the place of the compiler's output. Every process that uses Handrail loads it, and
// opening two hundred files takes longer than running what is in them.
import { build } from 'esbuild';

await build({
  entryPoints: ['packages/errors/src/catalogue/index.ts'],
  outfile: 'packages/errors/lib/catalogue/index.js',
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'es2022',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
  plugins: [withoutWhatIsAround()],
});

/** What lies outside the catalogue's folder others load, too, and must exist once. */
function withoutWhatIsAround() {
  return {
    name: 'without what is around',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.\// }, ({ path }) => ({ path, external: true }));
    },
  };
}
