import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';

/** Sets exactly these `TEMPORAL_*` variables, and a configuration folder of its own; undone by `vi.unstubAllEnvs()`. */
export function stubTemporalEnvironment(variables: Readonly<Record<string, string>> = {}): { readonly folder: string } {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('TEMPORAL_')) vi.stubEnv(name, undefined);
  }
  const folder = mkdtempSync(join(tmpdir(), 'handrail-connect-'));
  vi.stubEnv('XDG_CONFIG_HOME', folder);
  vi.stubEnv('HOME', folder);
  vi.stubEnv('APPDATA', folder);
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return { folder };
}

/** Writes a configuration file and names it in `TEMPORAL_CONFIG_FILE`. */
export function stubConfigFile(toml: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'handrail-connect-')), 'temporal.toml');
  writeFileSync(file, toml);
  vi.stubEnv('TEMPORAL_CONFIG_FILE', file);
  return file;
}
