import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setHost } from '@handrail/common/host';
import type { Logger } from '@temporalio/common';
import { afterEach, beforeEach, vi } from 'vitest';

/** A project of its own for each test of a file, in a temporary folder that is the working directory, without any dependency. */
export interface TestProject {
  /** Its folder. */
  readonly path: string;
  /** Gets the warnings that are logged. */
  readonly warn: ReturnType<typeof vi.fn>;
  /** Writes files, by their paths in it. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
}

/** Makes the project before each test, and removes it afterwards. */
export function projectForTests(): TestProject {
  let path = '';
  const cwd = process.cwd();
  const warn = vi.fn();
  beforeEach(() => {
    path = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-project-')));
    process.chdir(path);
    setHost({ logger: { warn } as unknown as Logger });
  });
  afterEach(() => {
    process.chdir(cwd);
    rmSync(path, { recursive: true });
    setHost({});
    warn.mockClear();
  });
  return {
    get path() {
      return path;
    },
    warn,
    write(files) {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(path, file)), { recursive: true });
        writeFileSync(join(path, file), text);
      }
    },
  };
}
