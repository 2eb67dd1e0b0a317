import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { anchors, links, listPages, namedPaths, readPage } from './support/markdown';

it('has no link to a page, file or heading that does not exist', () => {
  const broken = listPages().flatMap((page) =>
    links(readPage(page)).flatMap(({ target, line }) => {
      if (/^[a-z]+:/i.test(target)) return [];
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : join(dirname(page), decodeURIComponent(path));
      if (!existsSync(file)) return [`${page}:${line}: ${target} does not exist`];
      if (anchor === undefined || statSync(file).isDirectory()) return [];
      return anchors(readPage(file)).includes(anchor) ? [] : [`${page}:${line}: ${target} has no such heading`];
    }),
  );
  expect(broken).toEqual([]);
});

it('names no path of this repository that does not exist', () => {
  const missing = listPages().flatMap((page) =>
    namedPaths(readPage(page)).flatMap(({ path, line }) => (existsSync(path) ? [] : [`${page}:${line}: ${path}`])),
  );
  expect(missing).toEqual([]);
});
