import { readFile, rm, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { missingModules } from '../tools/missing-modules.mjs';
import { packPackages, readTarballs } from '../drop-in/pack-packages.mjs';
import { StepFailure } from '../tools/run-steps.mjs';

/** Where the packages lie as they would be published; the consumer projects install them from there. */
export const PACKED = '.cache/packed';

/** Subpaths behind a wildcard, which cannot be found out from the manifest: one of each kind. */
const SUBPATHS = {
  '@handrail/common': ['./lib/encoding', './lib/encoding.js', './lib/converter/payload-converter'],
  '@handrail/workflow': ['./lib/interceptors'],
  '@handrail/activity': ['./lib'],
  '@handrail/client': ['./lib/client'],
  '@handrail/worker': ['./lib/workflow/bundler'],
  '@handrail/testing': ['./lib/assert-to-failure-interceptor'],
};

/**
 * Mirrors whose built index re-exports the SDK's names as a whole, to stay small in bundles. Node's lexer follows that into the
 * peer, which attw does not have: it misses those names in the tarball. The consumer project for ES modules imports them all.
 */
const REEXPORTED = { '@handrail/common': '@temporalio/common', '@handrail/workflow': '@temporalio/workflow' };

/** What is loaded as an ES module only: ESLint's configs, and what is made for vitest. */
const EXPECTED = {
  '@handrail/eslint-plugin': () => ['CJSResolvesToESM', 'NoResolution'],
  '@handrail/testing': (entrypoint) => (entrypoint === './vitest' ? ['CJSResolvesToESM'] : []),
};

export const packedPackages = {
  name: 'Packed packages',
  fix: 'correct the manifest (packages/*/package.json, eslint-plugin/package.json) or the file that is named.',
  async run({ detail }) {
    await rm(PACKED, { recursive: true, force: true });
    await mkdir(PACKED, { recursive: true });
    await packPackages(process.cwd(), `${process.cwd()}/${PACKED}`);
    const findings = [];
    let passed = 0;
    for (const { path, manifest } of await readTarballs(PACKED)) {
      detail(manifest.name);
      const found = [
        ...(await lintManifest(path, manifest)),
        ...(await checkTypes(path, manifest.name)),
        ...(await missingModules(path)),
      ];
      findings.push(...found.map((text) => `${manifest.name}: ${text}`));
      if (found.length === 0) passed += 1;
    }
    if (findings.length > 0)
      throw new StepFailure(findings.join('\n'), { passed, failed: findings.length, skipped: 0 });
    return { passed, note: `${passed} packages` };
  },
};

// Both tools are imported late: this module is loaded before they are installed.
async function lintManifest(path, manifest) {
  const { publint } = await import('publint');
  const { formatMessage } = await import('publint/utils');
  const tarball = await readFile(path);
  const { messages, pkg } = await publint({
    pack: { tarball: tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength) },
    level: 'warning',
    strict: true,
  });
  const wrong = messages.map((message) => formatMessage(message, pkg, { color: false }));
  const internal = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies }).filter(([, range]) =>
    /^(workspace|catalog|link):/.test(range),
  );
  return [...wrong, ...internal.map(([name, range]) => `the packed manifest depends on ${name}: ${range}`)];
}

async function checkTypes(path, name) {
  const { checkPackage, createPackageFromTarballData } = await import('@arethetypeswrong/core');
  const tarball = createPackageFromTarballData(new Uint8Array(await readFile(path)));
  const result = await checkPackage(tarball, { includeEntrypoints: SUBPATHS[name] ?? [] });
  if (result.types === false) return ['has no types'];
  const ofPeer = REEXPORTED[name] === undefined ? [] : Object.keys(createRequire(import.meta.url)(REEXPORTED[name]));
  const problems = result.problems.filter(
    ({ kind, entrypoint, isMissingAllNamed, missing }) =>
      !EXPECTED[name]?.(entrypoint).includes(kind) &&
      (kind !== 'NamedExports' || isMissingAllNamed || missing.some((each) => !ofPeer.includes(each))),
  );
  return problems.map(({ kind, entrypoint, resolutionKind, ...rest }) =>
    [kind, entrypoint, resolutionKind, entrypoint === undefined ? JSON.stringify(rest) : ''].filter(Boolean).join(' '),
  );
}
