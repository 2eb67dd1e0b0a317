import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pinDependencies } from '../../drop-in/install-project.mjs';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pin-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('pinDependencies', () => {
  it('sets the version of a dependency, scoped or not, where the project has it', async () => {
    const path = join(folder, 'package.json');
    const before = { dependencies: { '@scope/a': '^1.0.0', b: '^1.0.0' }, devDependencies: { c: '^5.6.3' } };
    await writeFile(path, JSON.stringify(before));

    await pinDependencies(folder, ['@scope/a@1.2.3', 'c@5.7.3', 'd@1.0.0']);

    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      dependencies: { '@scope/a': '1.2.3', b: '^1.0.0' },
      devDependencies: { c: '5.7.3' },
    });
  });
});
