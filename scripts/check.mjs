// `pnpm check`: the fast part of `npm test`, without a server and without packing.
import { fileURLToPath } from 'node:url';
import { requireNode } from './tools/node-version.mjs';

requireNode();
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const { runSteps } = await import('./tools/run-steps.mjs');
const { setUpSteps, fastSteps } = await import('./checks/index.mjs');
const { finish } = await import('./tools/finish.mjs');

finish(await runSteps([...setUpSteps, ...fastSteps]));
