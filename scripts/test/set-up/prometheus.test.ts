import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { resolvePrometheus } from '../../set-up/prometheus.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-prometheus-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(name: string, script: string): void {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
  chmodSync(path, 0o755);
}

const resolve = () => resolvePrometheus({ environment: { PATH: folder, XDG_CACHE_HOME: join(folder, 'cache') } });

const VERSION = 'echo 2.42.0';
// An archive without lists: only with lists of its own, fetched before, does it give a package.
const APT = `
echo "$@" >> '%/calls'
case "$*" in
  *update) touch '%/lists-are-there' ;;
  *Dir::State::lists=*download\\ prometheus) test -e '%/lists-are-there' && touch prometheus_1.deb ;;
  *) echo 'E: Unable to locate package prometheus' >&2; exit 100 ;;
esac`;
const UNPACK = `
mkdir -p "$3/usr/bin"
for name in prometheus promtool; do printf '#!/bin/sh\\necho 2.42.0\\n' > "$3/usr/bin/$name"; chmod +x "$3/usr/bin/$name"; done`;

it('takes both from the PATH', async () => {
  program('prometheus', VERSION);
  program('promtool', VERSION);
  expect(await resolve()).toEqual({
    prometheus: join(folder, 'prometheus'),
    promtool: join(folder, 'promtool'),
    way: 'the PATH',
  });
});

it('unpacks the package of the system into the cache, once, and fetches lists where there are none', async () => {
  program('apt-get', APT.replaceAll('%', folder));
  program('dpkg-deb', UNPACK);
  const first = await resolve();
  expect(first.way).toBe('`apt-get download prometheus`');
  expect(first.prometheus.startsWith(join(folder, 'cache/handrail/servers/prometheus-apt-'))).toBe(true);
  expect(existsSync(first.promtool)).toBe(true);
  expect(await resolve()).toEqual({ ...first, way: "Handrail's cache" });
  expect(readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n')).toHaveLength(3);
});

it('names the command where neither way is there', async () => {
  await expect(resolve()).rejects.toThrow(
    `The alerts in monitoring/ are tested with Prometheus and promtool, which could not be had:
  - the PATH: there is no \`prometheus\` with \`promtool\` beside it
  - Handrail's cache: there is none in ${join(folder, 'cache/handrail/servers')}
  - \`apt-get download prometheus\`: there is no \`apt-get\` with \`dpkg-deb\`
Install them, so that both are on the PATH:
  Debian, Ubuntu: apt-get install prometheus
  macOS:          brew install prometheus
  elsewhere:      unpack an archive of https://prometheus.io/download/`,
  );
});

it('says what the package archive answers', async () => {
  program('apt-get', "echo 'E: no network' >&2; exit 100");
  program('dpkg-deb', UNPACK);
  await expect(resolve()).rejects.toThrow(
    '- `apt-get download prometheus`: `update`: it ended with exit code 100: E: no network',
  );
});
