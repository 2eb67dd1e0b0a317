import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { readDashboard } from './support/dashboard';

const FOLDER = resolve('.cache/dashboard');

// An enum of Grafana's is a plain string in JSON.
const CHECK = `
import type { Dashboard, Panel, RowPanel } from '@grafana/schema';
type Plain<T> = T extends string ? \`\${T}\` : T extends readonly (infer E)[] ? Plain<E>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
type PlainDashboard = Plain<Omit<Dashboard, 'panels'>> & { panels: (Plain<Panel> | Plain<RowPanel>)[] };
export const dashboard: PlainDashboard = `;

function diagnose(json: string): readonly string[] {
  mkdirSync(FOLDER, { recursive: true });
  const file = resolve(FOLDER, 'dashboard.ts');
  writeFileSync(file, `${CHECK}${json};`);
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const json = readFileSync('monitoring/grafana/handrail.json', 'utf8');

it("is a dashboard by Grafana's own types", { timeout: 60_000 }, () => {
  expect(diagnose(json)).toEqual([]);
});

it('is compared with them in earnest', { timeout: 60_000 }, () => {
  const misspelt = json.replace(/"gridPos": \{\s*"x"/, '"gridPos": { "z"');
  expect(diagnose(misspelt).join()).toContain(`'"z"' does not exist`);
});

it('says of each panel what it shows, and places none upon another', () => {
  const { panels } = readDashboard();
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const taken = new Map<string, string>();
  for (const { title, type, description, gridPos } of panels) {
    if (type !== 'row') expect(description, title).toMatch(/\.$/);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        expect(taken.get(`${x} ${y}`), title).toBeUndefined();
        taken.set(`${x} ${y}`, title);
        expect(x).toBeLessThan(24);
      }
    }
  }
});

it('asks only for series that the rules record, that the SDK has or that handrail serves', () => {
  const rules = readFileSync('monitoring/prometheus/handrail.rules.yml', 'utf8');
  for (const { targets = [] } of readDashboard().panels) {
    for (const { expr } of targets) {
      for (const [name] of expr.matchAll(/handrail:[\w:]+/g)) expect(rules).toContain(`record: ${name}\n`);
    }
  }
});
