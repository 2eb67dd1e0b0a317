import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../support/run-command-line';

const ORDER = `import { post } from '../lib/http';

export async function order(url: string) {
  return post(url);
}
`;
const SAFE = 'export const post = (url: string) => url;\n';
const BAD = `export async function post(url: string) {
  return await fetch(url);
}
`;

let folder: string;
const outside = process.cwd();

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'handrail-check-')));
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  write({ 'package.json': '{ "name": "shop" }', 'src/workflows/order.ts': ORDER, 'src/lib/http.ts': BAD });
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(outside);
  rmSync(folder, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const check = (...parameters: string[]) => runCommandLine(['check', '--no-bundle', ...parameters]);

// The first of them loads the parsers.
describe('handrail check', { timeout: 60_000 }, () => {
  it('refuses to pass where there was nothing to look at', async () => {
    mkdirSync(join(folder, 'empty'));
    const { exitCode, stderr } = await check('empty');
    expect(stderr).toContain(
      '[HR9016] The command line cannot be understood: there is no JavaScript or TypeScript in empty, so that nothing was looked at.',
    );
    expect(exitCode).toBe(2);
  });

  it('refuses a pattern of workflows that fits no file', async () => {
    const { exitCode, stderr } = await check('--workflows', 'src/nowhere/**');
    expect(stderr).toContain(
      '[HR9016] The command line cannot be understood: --workflows src/nowhere/** fits none of the 2 files in this folder.',
    );
    expect(exitCode).toBe(2);
  });

  it('tells problems by file, with their place, code and rule', async () => {
    const { exitCode, stdout } = await check();
    expect(exitCode).toBe(1);
    expect(stdout).toBe(`src/lib/http.ts
  2:16  error  order() reaches fetch: order (src/workflows/order.ts:4) → post (src/lib/http.ts:2) → fetch. To do: make the request in an activity and call it through proxyActivities. (HR1030)  handrail/no-network

src/workflows/order.ts
  4:10  error  order() reaches fetch: order (src/workflows/order.ts:4) → post (src/lib/http.ts:2) → fetch. To do: make the request in an activity and call it through proxyActivities. (HR1030)  handrail/no-network

2 errors in 2 files, 2 of them workflow code.
`);
  });

  it('says that there is nothing', async () => {
    write({ 'src/lib/http.ts': SAFE });
    expect(await check()).toEqual({
      exitCode: 0,
      stdout: 'No problems in 2 files, 2 of them workflow code.\n',
      stderr: expect.anything() as string,
    });
  });

  it('looks at what it is given only', async () => {
    const { stdout } = await check('src/workflows');
    expect(stdout).toMatch(/1 error in 1 file, 1 of them workflow code\.\n$/);
  });

  it('refuses a path that is not there', async () => {
    const { exitCode, stderr } = await check('src/flows');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^\[HR9016\] The command line cannot be understood: there is no file or folder src\/flows\./,
    );
  });

  it('says which files it could not look at, and ends with 2 where all else is well', async () => {
    write({ 'src/lib/http.ts': SAFE, 'src/workflows/broken.ts': 'export async function (' });
    const { exitCode, stdout } = await check();
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/^Not seen: src\/workflows\/broken\.ts: line 1: Parsing error/);
  });

  it('counts warnings of the strict config, which do not fail it', async () => {
    write({ 'src/lib/http.ts': SAFE, 'src/workflows/order.ts': 'export default async function order() {}\n' });
    const { exitCode, stdout } = await check('--config', 'strict');
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('0 errors, 1 warning in 2 files') as string,
    });
  });

  it('respects a comment with a reason', async () => {
    write({
      'src/lib/http.ts': SAFE,
      'src/workflows/order.ts': `export async function order() {\n  // eslint-disable-next-line handrail/no-network -- a test of ours\n  await fetch('x');\n}\n`,
    });
    expect((await check()).exitCode).toBe(0);
  });

  it('prints one JSON object', async () => {
    const { stdout } = await check('--json');
    const { problems, ...others } = JSON.parse(stdout) as { problems: object[] };
    expect(others).toEqual({
      schema: 'handrail.check/1',
      files: 2,
      workflowFiles: 2,
      bundles: [],
      baseline: { tolerated: 0, lowerable: 0 },
      notExamined: [],
    });
    expect(problems[1]).toEqual({
      rule: 'no-network',
      code: 'HR1030',
      severity: 'error',
      message: expect.stringMatching(/^order\(\) reaches fetch/) as string,
      file: 'src/workflows/order.ts',
      line: 4,
      column: 10,
      endLine: 4,
      endColumn: 14,
      where: 'src/workflows/order.ts#order',
      links: { docs: 'https://handrail.dev/rules/no-network' },
    });
  });

  it('prints annotations where GitHub runs it', async () => {
    const { stdout } = await runCommandLine(['check', '--no-bundle'], { environment: { GITHUB_ACTIONS: 'true' } });
    expect(stdout).toContain(
      '\n::error file=src/workflows/order.ts,line=4,col=10,endLine=4,endColumn=14,title=handrail/no-network::order() reaches fetch: ',
    );
  });

  it('finds the same as the rules in ESLint', async () => {
    const { ESLint } = await import('eslint');
    const { default: handrail } = await import('@handrail/eslint-plugin');
    const eslint = new ESLint({
      cwd: folder,
      overrideConfigFile: true,
      overrideConfig: [...handrail.configs.recommended],
    });
    const expected = (await eslint.lintFiles(['src'])).flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, line, column }) => `${filePath.slice(folder.length + 1)}:${line}:${column} ${ruleId}`),
    );
    const { stdout } = await check('--json');
    const { problems } = JSON.parse(stdout) as {
      problems: { file: string; line: number; column: number; rule: string }[];
    };
    expect(problems.map(({ file, line, column, rule }) => `${file}:${line}:${column} handrail/${rule}`)).toEqual(
      expected,
    );
  });
});

describe('the baseline', () => {
  const baseline = () => JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8')) as { entries: { count: number }[] };

  it('is written once, tolerates what it lists and nothing else', async () => {
    expect(await check('--baseline', 'b.json', '--write-baseline')).toMatchObject({ exitCode: 0 });
    expect(baseline()).toEqual({
      version: 1,
      entries: [
        { code: 'HR1030', where: 'src/lib/http.ts#post', count: 1 },
        { code: 'HR1030', where: 'src/workflows/order.ts#order', count: 1 },
      ],
    });
    const { exitCode, stdout } = await check('--baseline', 'b.json');
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      'No problems in 2 files, 2 of them workflow code.\n2 problems of the baseline are tolerated.\n',
    );
    write({ 'src/workflows/order.ts': `${ORDER}\nexport const refund = () => fetch('x');\n` });
    expect(await check('--baseline', 'b.json')).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(/7:29.*refund\(\)[^]*\n1 error in/) as string,
    });
  });

  it('keeps its entries when lines move', async () => {
    await check('--baseline', 'b.json', '--write-baseline');
    write({ 'src/workflows/order.ts': `// moved\n\n${ORDER}` });
    expect((await check('--baseline', 'b.json')).exitCode).toBe(0);
  });

  it('only ever shrinks', async () => {
    await check('--baseline', 'b.json', '--write-baseline');
    write({ 'src/workflows/order.ts': `${ORDER}\nexport const refund = () => fetch('x');\n`, 'src/lib/http.ts': SAFE });
    const { exitCode, stdout } = await check('--baseline', 'b.json');
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('2 entries of the baseline can be lowered') as string,
    });
    expect((await check('--baseline', 'b.json', '--write-baseline')).exitCode).toBe(1);
    expect(baseline().entries).toEqual([]);
  });

  it('leaves the entries of run time alone', async () => {
    write({
      'b.json': '{ "version": 1, "entries": [{ "code": "HR2003", "where": "order", "count": 2 }] }',
      'src/lib/http.ts': SAFE,
    });
    await check('--baseline', 'b.json', '--write-baseline');
    expect(baseline().entries).toEqual([{ code: 'HR2003', where: 'order', count: 2 }]);
  });

  it('has to be there, and to be one', async () => {
    expect((await check('--baseline', 'b.json')).stderr).toMatch(/^\[HR9002\].*b\.json/);
    write({ 'b.json': '[]' });
    expect((await check('--baseline', 'b.json')).stderr).toContain('it is not a JSON object');
    expect((await check('--write-baseline')).stderr).toContain('--write-baseline belongs to --baseline');
  });
});

describe('the bundler', () => {
  it('says what cannot be bundled, with the way to it', async () => {
    write({
      'src/lib/http.ts': `import { readFileSync } from 'fs';\nexport const post = (url: string) => readFileSync(url);\n`,
      'src/worker.ts': `import { Worker } from '@temporalio/worker';\nexport const run = () => Worker.create({ taskQueue: 'x', workflowsPath: require.resolve('./workflows/order') });\n`,
    });
    const { exitCode, stdout } = await runCommandLine(['check', '--json']);
    expect(exitCode).toBe(1);
    expect((JSON.parse(stdout) as { bundles: unknown }).bundles).toMatchObject([
      {
        file: 'src/workflows/order.ts',
        problems: [{ code: 'HR1021', head: expect.stringContaining('src/lib/http.ts → fs') as string }],
      },
    ]);
  }, 60_000);

  it('is content with what can be bundled', async () => {
    write({ 'src/lib/http.ts': SAFE });
    const { exitCode, stdout } = await runCommandLine(['check']);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: 'No problems in 2 files, 2 of them workflow code; 1 bundle tried.\n',
    });
  }, 60_000);
});

describe('SARIF', () => {
  const require = createRequire(import.meta.url);
  const schemas = join(dirname(require.resolve('@microsoft/jest-sarif/package.json')), 'lib/schemas');
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const isValid = ajv.compile(JSON.parse(readFileSync(join(schemas, 'sarif-2.1.0-rtm.5.json'), 'utf8')) as object);

  const sarif = async (...parameters: string[]) => {
    await runCommandLine(['check', '--sarif', 'out.sarif', ...parameters]);
    const log = JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')) as Log;
    isValid(log);
    return { log, errors: isValid.errors };
  };

  it('is valid, and says where each problem is', async () => {
    const { log, errors } = await sarif('--no-bundle');
    expect(errors).toBeNull();
    expect(log.runs[0]?.results?.[1]).toMatchObject({
      ruleId: 'no-network',
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'src/workflows/order.ts', uriBaseId: 'ROOT' },
            region: { startLine: 4, startColumn: 10, endLine: 4, endColumn: 14 },
          },
        },
      ],
    });
    expect(log.runs[0]?.tool.driver.rules?.map(({ id }) => id)).toEqual(['no-network']);
  });

  it('is valid for bundles, for files that were not seen, and for odd names', async () => {
    write({
      'src/workflows/ordér one.ts': `import { readFileSync } from 'fs';\nexport async function other() { return readFileSync('x'); }\n`,
      'src/workflows/broken.ts': 'export async function (',
    });
    const { log, errors } = await sarif();
    expect(errors).toBeNull();
    expect(log.runs[0]?.results?.map(({ ruleId }) => ruleId)).toContain('HR1021');
    expect(JSON.stringify(log)).toContain('ord%C3%A9r%20one.ts');
    expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications).toHaveLength(1);
  }, 60_000);

  it('is valid where there is nothing', async () => {
    write({ 'src/lib/http.ts': SAFE });
    const { log, errors } = await sarif('--no-bundle');
    expect({ errors, results: log.runs[0]?.results }).toEqual({ errors: null, results: [] });
  });
});
