import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';

const OUTPUT = resolve('.cache/docs-site');

/** Builds the docs site; a dead link, or a page that cannot be rendered, rejects. */
export async function buildSite(): Promise<string> {
  const program = resolve('docs/node_modules/vitepress/bin/vitepress.js');
  const environment = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [program, 'build', 'docs', '--outDir', OUTPUT], {
    env: environment,
    maxBuffer: 10_000_000,
  });
  return OUTPUT;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Serves a built site as any static host does that leaves `.html` out of addresses. */
export async function serveSite(folder: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    void firstOf(folder, path.endsWith('/') ? [`${path}index.html`] : [path, `${path}.html`]).then((found) => {
      response.writeHead(found === undefined ? 404 : 200, {
        'content-type': TYPES[found?.extension ?? ''] ?? 'text/plain',
      });
      response.end(found?.content ?? 'not found');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

async function firstOf(
  folder: string,
  paths: readonly string[],
): Promise<{ content: Buffer; extension: string } | undefined> {
  for (const path of paths) {
    const file = join(folder, path);
    if (!file.startsWith(folder + sep)) continue;
    const content = await readFile(file).catch(() => undefined);
    if (content !== undefined) return { content, extension: extname(file) };
  }
  return undefined;
}
