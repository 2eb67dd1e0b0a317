import { chmodSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { resolveTemporalExecutable, resolveTemporalServer } from '../src/resolve-temporal-server';
import { runProgram, until } from './support/run-program';
import { temporaryDirectory } from './support/temporary-directory';

// A `go` that writes down each build, takes its time over it, and makes a program that says it is Temporal's CLI.
const FAKE_GO = `#!/bin/sh
echo build >> "$BUILDS"
echo runtime >&2
sleep "$BUILD_SECONDS"
printf '#!/bin/sh\\necho temporal version 1.5.1\\n' > "$GOBIN/temporal"
chmod +x "$GOBIN/temporal"
`;

let environment: NodeJS.ProcessEnv;
let builds: string;
let expected: string;

beforeEach(() => {
  const folder = temporaryDirectory();
  builds = join(folder, 'builds');
  writeFileSync(join(folder, 'go'), FAKE_GO);
  chmodSync(join(folder, 'go'), 0o755);
  environment = {
    PATH: [folder, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    XDG_CACHE_HOME: join(folder, 'cache'),
    // Nothing listens there: the SDK's download fails at once, with or without a network.
    HTTPS_PROXY: 'http://127.0.0.1:9',
    BUILDS: builds,
    BUILD_SECONDS: '0.5',
  };
  const entry = `dev-server-go-1.5.1-${process.platform}-${process.arch}`;
  expected = join(folder, 'cache', 'handrail', 'servers', entry, 'temporal');
});

function buildsStarted(): number {
  return existsSync(builds) ? readFileSync(builds, 'utf8').trim().split('\n').length : 0;
}

test('TEMPORAL_ADDRESS is the server to use', async () => {
  const server = await resolveTemporalServer({ environment: { TEMPORAL_ADDRESS: 'temporal.local:7233' } });

  expect(server).toEqual({ kind: 'running', address: 'temporal.local:7233' });
});

test('who asks for a program gets one in spite of TEMPORAL_ADDRESS - it may be a server with real work on it', async () => {
  const { path } = await resolveTemporalExecutable({
    environment: { ...environment, TEMPORAL_ADDRESS: 'temporal.local:7233' },
    onProgress: () => {},
  });

  expect(path).toBe(expected);
});

test('four commands at once build one server between them', async () => {
  const programs = [1, 2, 3, 4].map(() => runProgram('resolve.cjs', [], environment));
  const results = await Promise.all(programs.map(({ result }) => result));

  expect(results.map(({ stdout }) => stdout.trim())).toEqual([expected, expected, expected, expected]);
  expect(buildsStarted()).toBe(1);
});

test('progress goes to stderr, the result alone to stdout', async () => {
  const { stdout, stderr } = await runProgram('resolve.cjs', [], environment).result;

  expect(stdout).toBe(`${expected}\n`);
  expect(stderr).toContain('[handrail] Downloading the Temporal server …\n');
  expect(stderr).toContain(
    '[handrail] Building the Temporal server 1.5.1 with `go install` (usually 3 to 5 minutes, only this once) …\n',
  );
});

test('the second run builds nothing and says nothing', async () => {
  await runProgram('resolve.cjs', [], environment).result;
  const { stderr } = await runProgram('resolve.cjs', [], environment).result;

  expect(buildsStarted()).toBe(1);
  expect(stderr).toBe('');
});

test('a build that was killed half-way is done again by the next run', async () => {
  const killed = runProgram('resolve.cjs', [], { ...environment, BUILD_SECONDS: '30' });
  await until(() => buildsStarted() === 1);
  killed.child.kill('SIGKILL');
  const { stdout } = await runProgram('resolve.cjs', [], environment).result;

  expect(stdout.trim()).toBe(expected);
  expect(buildsStarted()).toBe(2);
});

test('a command that waits goes on when the building one is killed', async () => {
  const killed = runProgram('resolve.cjs', [], { ...environment, BUILD_SECONDS: '30' });
  await until(() => buildsStarted() === 1);
  const waiting = runProgram('resolve.cjs', [], environment);
  let said = '';
  waiting.child.stderr?.on('data', (text) => (said += text));
  await until(() => said.includes('is getting the server already'));
  killed.child.kill('SIGKILL');
  const { stdout, stderr } = await waiting.result;

  expect(stderr).toContain(`Another process (${killed.child.pid}) is getting the server already; waiting for it`);
  expect(stdout.trim()).toBe(expected);
});

test('a half-written server is noticed and built again', async () => {
  await runProgram('resolve.cjs', [], environment).result;
  truncateSync(expected, 10);
  const { stdout } = await runProgram('resolve.cjs', [], environment).result;

  expect(stdout.trim()).toBe(expected);
  expect(buildsStarted()).toBe(2);
});

test('where nothing works the error lists every way and the ways out', async () => {
  const { exitCode, stderr } = await runProgram('resolve.cjs', [], { ...environment, PATH: '/nowhere' }).result;

  expect(exitCode).toBe(1);
  expect(stderr).toContain(`[HR9010] No Temporal server can be had on this machine: 5 ways were tried.
  Why:     this needs a real server, and none of the ways to one led anywhere:
           - TEMPORAL_CLI_PATH: it is not set.
           - \`temporal\` on the PATH: there is none.
           - Handrail's cache: there is none in ${dirname(dirname(expected))}.
           - the SDK's download from temporal.download: `);
  expect(stderr).toContain(`
           - \`go install\` of the Temporal CLI: there is no \`go\` on the PATH.
  Fix:     do one of these:
           - install the Temporal CLI (https://docs.temporal.io/cli) so that \`temporal\` is on the PATH;
           - set TEMPORAL_CLI_PATH to a Temporal CLI that is somewhere else;
           - set TEMPORAL_ADDRESS to a server that is running, for what can share one;
           - let this machine reach https://temporal.download;
           - install Go (https://go.dev/dl), which builds the CLI through a Go module proxy.
  Docs:    https://handrail.dev/errors/HR9010        (offline: npx handrail explain HR9010)
`);
});
