// `npm test`: installs and builds what is needed, then runs every check and suite; CI runs the same.
import { fileURLToPath } from 'node:url';
import { requireNode } from './tools/node-version.mjs';

requireNode();
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const { runSteps } = await import('./tools/run-steps.mjs');
const { setUpSteps, fastSteps, slowSteps } = await import('./checks/index.mjs');
const { finish } = await import('./tools/finish.mjs');

finish(await runSteps([...setUpSteps, ...fastSteps, ...slowSteps]));
