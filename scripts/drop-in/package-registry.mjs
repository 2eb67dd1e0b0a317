import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

/**
 * A registry of packed tarballs on the loopback address, for one scope: a project installs them by name and range, as it
 * would after a release, whichever package manager it uses.
 */
export async function startPackageRegistry(tarballs) {
  const server = createServer((request, response) => {
    answer(request).then(
      ([status, type, body]) =>
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/`;
  const packages = new Map();
  for (const { file, path, manifest } of tarballs)
    packages.set(manifest.name, await describe(url, file, path, manifest));
  return { url, close: () => new Promise((resolve) => server.close(resolve)) };

  async function answer({ url: path }) {
    const name = decodeURIComponent(path.slice(1));
    const tarball = tarballs.find(({ file }) => file === name);
    if (tarball !== undefined) return [200, 'application/octet-stream', await readFile(tarball.path)];
    const found = packages.get(name);
    return found === undefined
      ? [404, 'application/json', '{"error":"not found"}']
      : [200, 'application/json', JSON.stringify(found)];
  }
}

async function describe(url, file, path, manifest) {
  const content = await readFile(path);
  const dist = {
    tarball: `${url}${file}`,
    integrity: `sha512-${createHash('sha512').update(content).digest('base64')}`,
    shasum: createHash('sha1').update(content).digest('hex'),
  };
  const { name, version } = manifest;
  return {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...manifest, _id: `${name}@${version}`, dist } },
    time: { modified: '2000-01-01T00:00:00.000Z', [version]: '2000-01-01T00:00:00.000Z' },
  };
}
