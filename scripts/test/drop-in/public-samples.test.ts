import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { COMMIT, SAMPLES } from '../../drop-in/public-samples.mjs';

const guide = await readFile('docs/guides/drop-in.md', 'utf8');
const names: string[] = SAMPLES.map(({ name }: { name: string }) => name);

describe('the guide to drop-in', () => {
  it('has a result for each sample that the script tries, and for no other', () => {
    const section = guide.slice(guide.indexOf('## Public samples'));
    const rows = [...section.matchAll(/^\| ([a-z][a-z-]*(?:\/[a-z-]+)?) +\|/gm)].map(([, name]) => name);
    expect(rows).toEqual(names);
  });

  it('names the commit that the script clones', () => {
    expect(guide).toContain(COMMIT.slice(0, 10));
  });
});
