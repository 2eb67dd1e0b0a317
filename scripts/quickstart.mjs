// `npm run quickstart`: everything from a fresh clone to an order that survives the death of its worker.
import { fileURLToPath } from 'node:url';
import { requireNode } from './tools/node-version.mjs';

requireNode();
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const { runSteps } = await import('./tools/run-steps.mjs');
const { install } = await import('./set-up/install.mjs');
const { build, buildExample } = await import('./set-up/build.mjs');
const { devServer } = await import('./set-up/servers.mjs');
const { spawn } = await import('node:child_process');

const { failed } = await runSteps([install, build, buildExample, devServer]);
if (failed > 0) process.exit(1);

// Ctrl-C reaches the example, too: it stops what it has started, and this process waits for that. The channel tells the
// example when this process is killed.
const example = spawn(process.execPath, ['lib/quickstart.js', ...process.argv.slice(2)], {
  cwd: 'examples/orders',
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
process.on('SIGINT', () => {}).on('SIGTERM', () => example.kill('SIGTERM'));
example.on('close', (code) => (process.exitCode = code ?? 1));
