import { build } from 'esbuild';
import { resolve } from 'node:path';
import { withoutProse } from './tools/without-prose.mjs';
const src = { '@handrail/errors/sandbox': 'packages/errors/src/sandbox.ts', '@handrail/common/guards': 'packages/common/src/guards/index.ts' };
const r = await build({ entryPoints: [process.argv[2] ?? 'packages/workflow/src/interceptors.ts'], bundle: true, minify: true, format: 'esm', target: 'es2022', platform: 'neutral', external: ['@temporalio/*'], metafile: true, outfile: '/tmp/hr-scratch/r.js',
 plugins: [{ name: 's', setup(b) { b.onResolve({ filter: /\/define-error$/ }, () => ({ path: resolve('packages/errors/src/internal/define-sandbox-error.ts'), sideEffects: false })); b.onResolve({ filter: /^@handrail\// }, ({ path }) => ({ path: resolve(src[path]), sideEffects: false })); } }, withoutProse()] });
for (const [k, o] of Object.entries(r.metafile.outputs)) { console.log(k, o.bytes); for (const [n, v] of Object.entries(o.inputs).sort((a, b) => b[1].bytesInOutput - a[1].bytesInOutput)) console.log(v.bytesInOutput, n); }
