// Tries the import change on Temporal's public samples: the table in docs/guides/drop-in.md.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { packPackages } from './drop-in/pack-packages.mjs';
import { COMMIT, REPOSITORY, SAMPLES } from './drop-in/public-samples.mjs';
import { runQuietly, startCommand } from './drop-in/run-command.mjs';
import { formatSamples } from './drop-in/samples-table.mjs';

const USAGE = `Usage: node scripts/drop-in-samples.mjs [sample…] [options] [-- options of drop-in-check.mjs]

Runs scripts/drop-in-check.mjs on Temporal's public samples (all that are listed in scripts/drop-in/public-samples.mjs, or
the ones that are named) and prints a table of the results. The packages must have been built.

  --samples <folder>  a checkout of ${REPOSITORY} (default: a clone of the commit that the guide names)
  --packed <folder>   tarballs to install instead of packing this repository
  --work <folder>     where copies and results go, kept afterwards (default: a temporary folder, removed)

Exit code: 0 nothing got worse, 1 something did, 2 something could not be found out.
`;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const separator = process.argv.indexOf('--');
const { values: options, positionals } = parseArgs({
  args: process.argv.slice(2, separator === -1 ? undefined : separator),
  allowPositionals: true,
  options: {
    samples: { type: 'string' },
    packed: { type: 'string' },
    work: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const passedOn = separator === -1 ? [] : process.argv.slice(separator + 1);

const unknown = positionals.filter((name) => !SAMPLES.some((sample) => sample.name === name));
if (options.help || unknown.length > 0) {
  console.error(unknown.length > 0 ? `Not listed: ${unknown.join(', ')}.\n\n${USAGE}` : USAGE);
  process.exit(options.help ? 0 : 2);
}

const work = options.work === undefined ? await mkdtemp(join(tmpdir(), 'drop-in-')) : resolve(options.work);
try {
  await mkdir(work, { recursive: true });
  const samples = options.samples === undefined ? await clone(join(work, 'samples')) : resolve(options.samples);
  // It holds the time limit of the samples' tests; mocha finds it in any folder above the project.
  await cp(join(samples, '.mocharc.json'), join(work, '.mocharc.json'));
  const packed = options.packed === undefined ? await pack(join(work, 'packed')) : resolve(options.packed);
  const tried = [];
  for (const sample of SAMPLES.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    tried.push(await check(sample, join(samples, sample.name), packed));
  }
  console.log(formatSamples(tried));
  process.exitCode = Math.max(...tried.map(({ result }) => result?.exitCode ?? 2));
} finally {
  if (options.work === undefined) await rm(work, { recursive: true, force: true });
}

async function clone(folder) {
  progress(`cloning ${REPOSITORY}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const steps = [
    ['init', '-q'],
    ['fetch', '-q', '--depth', '1', REPOSITORY, COMMIT],
    ['checkout', '-q', 'FETCH_HEAD'],
  ];
  for (const step of steps) {
    const { code, output } = await runQuietly('git', step, { cwd: folder });
    if (code !== 0) throw new Error(`${REPOSITORY} could not be cloned (git ${step[0]}):\n${output}`);
  }
  return folder;
}

async function pack(folder) {
  progress('packing');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  await packPackages(root, folder);
  return folder;
}

async function check({ name, arguments: args }, folder, packed) {
  progress(name);
  const slug = name.replaceAll('/', '-');
  const { stdout, output } = await startCommand(
    process.execPath,
    [
      join(root, 'scripts/drop-in-check.mjs'),
      ...[folder, ...args, ...passedOn],
      ...['--json', '--packed', packed, '--work', join(work, slug)],
    ],
    { cwd: root },
  ).ended;
  try {
    const result = JSON.parse(stdout);
    await writeFile(join(work, `${slug}.json`), stdout);
    return { name, result };
  } catch {
    progress(output);
    return { name };
  }
}

function progress(text) {
  process.stderr.write(`${text}\n`);
}
