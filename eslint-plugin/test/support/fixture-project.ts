import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { type Finding, Project, type ProjectOptions } from '../../src/engine/index.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A project on disk, removed after the test. */
export class FixtureProject {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-lint-')));
  readonly project: Project;

  constructor(files: Readonly<Record<string, string>>, options: Partial<ProjectOptions> = {}) {
    folders.push(this.root);
    this.write({ 'package.json': '{ "name": "fixture" }', ...files });
    this.project = new Project({ root: this.root, cache: false, ...options });
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(this.path(path)), { recursive: true });
      writeFileSync(this.path(path), text);
    }
  }

  path(path: string): string {
    return join(this.root, path);
  }

  findings(path: string): readonly Finding[] {
    return this.project.check(this.path(path)).findings.filter(({ kind }) => kind !== 'replaced-global');
  }

  /** Each finding as `kind: hazard`. */
  hazards(path: string): string[] {
    return this.findings(path).map(({ kind, hazard }) => `${kind}: ${hazard}`);
  }
}

/** The hazards that a workflow file reaches: `src/workflows/order.ts` unless the files say otherwise. */
export function hazardsOf(files: Readonly<Record<string, string>>, path = 'src/workflows/order.ts'): string[] {
  return new FixtureProject(files).hazards(path);
}
