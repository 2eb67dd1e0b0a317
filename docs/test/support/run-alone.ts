// Runs the examples that need no server, and gives the codes that a reader would see.
import { setHost } from '@handrail/common/host';
import { HandrailError } from '@handrail/errors';
import plugin from '@handrail/eslint-plugin';
import type { IdempotencyReport } from '@handrail/testing';
import { bundleWorkflowCode } from '@handrail/worker';
import { DefaultLogger } from '@temporalio/worker';
import { Linter } from 'eslint';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codesIn, codesOfError, distinct } from './codes-in';
import { type Example, type Kind, writeExample } from './examples';
import { loadExample } from './load-example';

type Run = (example: Example, file: string) => Promise<string[]>;

const RUNS: Partial<Record<Kind, Run>> = {
  bundle: (_example, file) => bundle(file),
  idempotency: (_example, file) => checkIdempotency(file),
  lint: async ({ block }) => lint(block.code),
  'lint-settings': (_example, file) => lintWithSettings(file),
};

export const ALONE = Object.keys(RUNS);

export async function runAlone(example: Example): Promise<string[]> {
  const run = RUNS[example.kind];
  if (run === undefined) throw new Error(`Examples of the kind ${example.kind} need a server.`);
  return distinct(await run(example, writeExample(example)));
}

async function bundle(workflowsPath: string): Promise<string[]> {
  const warnings: string[] = [];
  setHost({ logger: { warn: (message: string) => void warnings.push(message) } as never });
  try {
    await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR', () => undefined) });
    return codesIn(warnings.join('\n'));
  } catch (error) {
    if (!HandrailError.isInstance(error)) throw error;
    return [...codesOfError(error), ...codesIn(warnings.join('\n'))];
  } finally {
    setHost({});
  }
}

async function checkIdempotency(file: string): Promise<string[]> {
  const { report } = (await loadExample(file)) as { report: IdempotencyReport };
  if (report.verdict === 'IDEMPOTENT') return [];
  if (report.verdict === 'INCONCLUSIVE') return ['HR6008'];
  return report.findings.slice(0, 1).map(({ code }) => code);
}

// A project of its own: what lies around would be looked through for workflows.
function lint(
  code: string,
  filename = 'src/workflows/example.ts',
  configs = strict(),
  root = emptyProject(),
): string[] {
  try {
    return new Linter({ cwd: root })
      .verify(code, configs, { filename: join(root, filename) })
      .map(({ message }) => /\((HR\d{4})\)$/.exec(message)?.[1] ?? /\[(HR\d{4})\]/.exec(message)?.[1] ?? message);
  } catch (error) {
    // Settings that are not valid stop the linter.
    const codes = codesOfError(error).concat(codesIn(String((error as Error).message).replace(/^.*?: (?=\[HR)/, '')));
    if (codes.length === 0) throw error;
    return codes;
  }
}

const strict = () => plugin.configs['strict'] as Linter.Config[];

async function lintWithSettings(file: string): Promise<string[]> {
  const { default: configs } = (await loadExample(file)) as { default: Linter.Config[] };
  const root = emptyProject();
  mkdirSync(join(root, 'src/lib'), { recursive: true });
  mkdirSync(join(root, 'src/workflows'), { recursive: true });
  writeFileSync(join(root, 'src/lib/clock.ts'), 'export const now = (): number => Date.now();\n');
  const workflow = `import { now } from '../lib/clock';\nexport async function order(): Promise<number> {\n  return now();\n}\n`;
  writeFileSync(join(root, 'src/workflows/order.ts'), workflow);
  return [
    ...lint(workflow, 'src/workflows/order.ts', configs, root),
    ...lint(readFileSync(file, 'utf8'), 'eslint.config.ts', configs, root),
  ];
}

function emptyProject(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'handrail-docs-lint-')));
}
