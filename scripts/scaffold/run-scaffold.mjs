import { spawnSync } from 'node:child_process';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { UsageError } from './write-unit.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a scaffold where its file was started as a command (and not where a test imports it), then generates what follows. */
export async function runScaffold(url, scaffold) {
  if (argv[1] === undefined || fileURLToPath(url) !== argv[1]) return;
  try {
    const { written, next } = await scaffold({ root: ROOT, args: argv.slice(2) });
    console.log(written.map((path) => `wrote ${path}`).join('\n'));
    spawnSync(process.execPath, ['scripts/generate/index.mjs'], { cwd: ROOT, stdio: 'inherit' });
    console.log(`\nNext:\n${next.map((step, index) => `  ${index + 1}. ${step}`).join('\n')}`);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
