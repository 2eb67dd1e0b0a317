// `npm test`: installs and builds what is needed, then runs every check and suite; CI runs the same.
import { fileURLToPath } from 'node:url';
import { requireNode } from './tools/node-version.mjs';

requireNode();
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const { runSteps } = await import('./tools/run-steps.mjs');
const { install } = await import('./set-up/install.mjs');
const { build } = await import('./set-up/build.mjs');
const { devServer, timeSkippingServer } = await import('./set-up/servers.mjs');
const { format, lint, generated, unusedCode } = await import('./checks/static-checks.mjs');
const { types, unitTests, typeTests, documentation } = await import('./checks/fast-suites.mjs');
const { packedPackages } = await import('./checks/packed-packages.mjs');
const { consumers } = await import('./checks/consumers.mjs');
const { endToEndTests, exampleTests } = await import('./checks/server-suites.mjs');

// Cheap before costly. `build` comes before `lint`, whose type-aware rules read the packages' declarations.
const { passed, failed, skipped } = await runSteps([
  install,
  format,
  generated,
  build,
  lint,
  unusedCode,
  types,
  unitTests,
  typeTests,
  documentation,
  packedPackages,
  devServer,
  timeSkippingServer,
  ...consumers,
  endToEndTests,
  exampleTests,
]);

console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 ? 0 : 1;
