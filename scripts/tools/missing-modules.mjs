import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runQuietly } from '../drop-in/run-command.mjs';

/**
 * What the modules of a packed package load of it that is not in it. The manifests name the code that is published, since what was
 * taken into one file is of no use besides; they could name too little.
 */
export async function missingModules(tarball) {
  const { build } = await import('esbuild');
  const folder = await mkdtemp(join(tmpdir(), 'handrail-packed-'));
  try {
    await runQuietly('tar', ['-xzf', tarball, '-C', folder]);
    const root = join(folder, 'package');
    const { main, bin, exports } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const entryPoints = [main, bin, exports].flatMap(targetsOf).filter((each) => /\.[cm]?js$/.test(each));
    await build({
      absWorkingDir: root,
      entryPoints: [...new Set(entryPoints.map((each) => `./${each.replace(/^\.\//, '')}`))],
      bundle: true,
      packages: 'external',
      platform: 'node',
      write: false,
      outdir: 'bundled',
      logLevel: 'silent',
    });
    return [];
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    return error.errors.map(({ text, location }) => (location ? `${location.file}: ${text}` : text));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function targetsOf(value) {
  if (typeof value === 'string') return [value];
  return Object.values(value ?? {}).flatMap(targetsOf);
}
