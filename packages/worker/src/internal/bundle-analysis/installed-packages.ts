import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findUpwards, readManifest } from './code-files';

export function installedNames(from: string): string[] {
  const folder = findUpwards(from, 'node_modules');
  if (folder === undefined) return [];
  return readdirSync(folder).flatMap((name) =>
    name.startsWith('@')
      ? readdirSync(join(folder, name)).map((each) => `${name}/${each}`)
      : name.startsWith('.')
        ? []
        : [name],
  );
}

// In a monorepo a package is often installed for a neighbour.
export function otherWorkspace(name: string, from: string): string | undefined {
  const root = findUpwards(from, 'pnpm-workspace.yaml') ?? rootWithWorkspaces(from);
  if (root === undefined) return undefined;
  const folders = readdirSync(dirname(root), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !/^(?:\.|node_modules$)/.test(entry.name),
  );
  const members = folders.flatMap((entry) => [
    join(dirname(root), entry.name),
    ...readdirSync(join(dirname(root), entry.name), { withFileTypes: true })
      .filter((each) => each.isDirectory() && each.name !== 'node_modules')
      .map((each) => join(dirname(root), entry.name, each.name)),
  ]);
  return members.find((member) => existsSync(join(member, 'node_modules', name)));
}

function rootWithWorkspaces(from: string): string | undefined {
  const manifest = findUpwards(from, 'package.json');
  if (manifest === undefined) return undefined;
  if (readManifest(dirname(manifest))?.['workspaces'] !== undefined) return manifest;
  const parent = dirname(dirname(manifest));
  return parent === dirname(manifest) ? undefined : rootWithWorkspaces(parent);
}
