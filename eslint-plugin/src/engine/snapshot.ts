import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isSaved, type Savable, saveAtExit } from './at-exit.js';
import type { Finding } from './findings.js';
import { CODE_VERSION, type ModuleOutline } from './module-code.js';

/** What was known of a file when the last process ended. */
export interface StoredModule {
  /** What the file looked like. */
  readonly stamp: string;
  /** Of its text. */
  readonly hash: string;
  readonly outline?: ModuleOutline | undefined;
  readonly problem?: string | undefined;
}

interface StoredReport {
  /** Of all that the findings were worked out from. */
  readonly signature: string;
  readonly findings: readonly Finding[];
}

interface Content {
  readonly version: string;
  readonly modules: Record<string, StoredModule>;
  readonly reports: Record<string, StoredReport>;
}

/**
 * What a project's last process knew of its modules, and found. A second process reads one file instead of one for each module,
 * and need not run what has not changed. Anything that does not fit is left aside.
 */
export class Snapshot implements Savable {
  readonly #file: string | undefined;
  readonly #version: string;
  #before: Content;
  readonly #modules = new Map<string, StoredModule>();
  readonly #reports = new Map<string, StoredReport>();
  #isChanged = false;

  /** @param folder where it is kept; undefined for in memory only */
  constructor(folder: string | undefined, root: string, salt: string) {
    this.#version = `${CODE_VERSION} ${salt}`;
    this.#file = folder && join(folder, `${createHash('sha1').update(root).digest('hex')}.project.json`);
    this.#before = this.#read();
  }

  /** The module at a path, where its file still looks the same. */
  module(path: string, stamp: string | undefined): StoredModule | undefined {
    const stored = this.#modules.get(path) ?? this.#before.modules[path];
    if (stored === undefined || stored.stamp !== stamp) return undefined;
    this.#modules.set(path, stored);
    return stored;
  }

  /** The module at a path, where it has been of this text. */
  moduleOf(path: string, hash: string): StoredModule | undefined {
    const stored = this.#modules.get(path) ?? this.#before.modules[path];
    return stored?.hash === hash ? stored : undefined;
  }

  keepModule(path: string, stored: StoredModule): void {
    if (this.#file === undefined) return;
    this.#modules.set(path, stored);
    this.#change();
  }

  /** What was found under a name, where it was worked out from the same. */
  report(name: string, signature: string): readonly Finding[] | undefined {
    const stored = this.#reports.get(name) ?? this.#before.reports[name];
    if (stored?.signature !== signature) return undefined;
    this.#reports.set(name, stored);
    return stored.findings;
  }

  keepReport(name: string, signature: string, findings: readonly Finding[]): void {
    this.#reports.set(name, { signature, findings });
    this.#change();
  }

  /** Writes it for the next process; the end of this one does that by itself. */
  save(): void {
    if (this.#file === undefined || !this.#isChanged) return;
    this.#isChanged = false;
    isSaved(this);
    // Whoever looked at a part of the project only does not lose the rest.
    const content: Content = {
      version: this.#version,
      modules: { ...this.#before.modules, ...Object.fromEntries(this.#modules) },
      reports: { ...this.#before.reports, ...Object.fromEntries(this.#reports) },
    };
    const temporary = `${this.#file}.${process.pid}`;
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      writeFileSync(temporary, JSON.stringify(content));
      renameSync(temporary, this.#file);
    } catch {
      removeQuietly(temporary);
    }
  }

  #change(): void {
    if (this.#file === undefined) return;
    this.#isChanged = true;
    saveAtExit(this);
  }

  #read(): Content {
    const empty: Content = { version: this.#version, modules: {}, reports: {} };
    if (this.#file === undefined) return empty;
    try {
      const content = JSON.parse(readFileSync(this.#file, 'utf8')) as Content | null;
      const isWhole = typeof content?.modules === 'object' && typeof content.reports === 'object';
      return content !== null && isWhole && content.version === this.#version ? content : empty;
    } catch {
      return empty;
    }
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where there is no such folder, there is no such file.
  }
}
