import { readFileSync } from 'node:fs';

/** The version of this package. */
export function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(require.resolve('handrail/package.json'), 'utf8')) as { version: string };
  return version;
}
