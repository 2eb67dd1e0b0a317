// What is wrong with the values of options is said before any server is asked: nothing listens at this address, and who is on call
// would first repair a connection for a command that cannot run.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CONNECTION_OPTIONS } from '../../src/internal/connection-options';
import { commands } from '../../src/commands';
import { runCommandLine } from '../support/run-command-line';

const NOWHERE = ['--address', '127.0.0.1:1'];
const missing = join(tmpdir(), 'no', 'such', 'folder', 'file');

/** Of each command its own options with a value that is wrong, and what is said of it; or why none is wrong by itself. */
const OPTIONS: Readonly<Record<string, Readonly<Record<string, readonly [value: string, said: string] | string>>>> = {
  why: {
    '--run-id': [
      'newest',
      "argument 'newest' is invalid: a run id such as 0198f2c4-7d1e-7a55-9b0a-3f6c2d1e8a40 is wanted",
    ],
    '--query': 'only the server knows its search attributes',
    '--limit': ['0', 'a number from 1 to 1000000 is wanted'],
    '--interval': ['soon', 'seconds from 0.1 to 86400 are wanted'],
    '--html': [missing, `--html ${missing} cannot be written (there is no such file or folder)`],
    '--ui': ['localhost', '--ui localhost is no address of a UI, such as http://localhost:8233'],
  },
  repair: {
    '--query': 'only the server knows its search attributes',
    '--cause': ['bakoff', `[HR7075] The repair has causes: 'bakoff', which is no verdict (did you mean "backoff"?)`],
    '--code': [
      'HR7O26',
      `[HR7075] The repair has code: 'HR7O26', which is no error code of Handrail, such as HR7026 (did you mean "HR7026"?)`,
    ],
    '--before-build': 'the histories tell which there are',
    '--before-time': [
      '2026-03-01 12:00',
      `[HR7075] The repair has before.time: '2026-03-01 12:00', which is not a time such as 2026-03-01T12:00:00Z (did you mean "2026-03-01T12:00Z"?)`,
    ],
    '--signal': 'the workers tell which there are',
    '--signal-input': ['{by', 'JSON is wanted'],
    '--limit': ['1e9', 'a number from 1 to 1000000 is wanted'],
    '--plan': [missing, `--plan ${missing} cannot be used (there is no such file or folder)`],
    '--reason': 'free text',
    '--rate': ['fast', 'a number from 1 to 1000000 is wanted'],
    '--audit-log': [missing, `--audit-log ${missing} cannot be used (there is no such file or folder)`],
    '--idempotency': [missing, `--idempotency ${missing} cannot be used (there is no such file or folder)`],
  },
  archive: {
    '--out': [__filename, `--out ${__filename} cannot be used as a folder (it is a file)`],
    '--query': 'only the server knows its search attributes',
    '--limit': ['none', 'a number from 1 to 1000000 is wanted'],
    '--concurrency': ['0', 'a number from 1 to 1000000 is wanted'],
  },
  backlog: {
    '--task-queue': 'only the server knows its queues',
    '--metrics': ['9464', 'an address such as http://127.0.0.1:9464/metrics is wanted'],
    '--serve': ['http', 'a port is a number from 1 to 65535'],
    '--host': ['256.0.0.1', 'cannot be listened on at --host 256.0.0.1'],
    '--deadline-attribute': ['Sla`Deadline', 'sla.deadlineAttribute'],
  },
  'sla setup': {
    '--deadline-attribute': ['Sla`Deadline', 'sla.deadlineAttribute'],
    '--breach-attribute': ['Out`OfTime', 'sla.breachAttribute'],
  },
  'sla check': {
    '--warn-before': ['15', "a duration such as '30 seconds' or '2 hours' is wanted"],
    '--limit': ['all', 'a number from 1 to 1000000 is wanted'],
    '--deadline-attribute': ['Sla`Deadline', 'sla.deadlineAttribute'],
    '--breach-attribute': ['SlaDeadline', 'is also the name of sla.deadlineAttribute'],
  },
  'sla monitor': {
    '--every': ['1 ms', 'every: 1, which is shorter than'],
    '--warn-before': ['15', "a duration such as '30 seconds' or '2 hours' is wanted"],
    '--still-every': ['1 ms', 'stillEvery: 1, which is shorter than'],
    '--webhook': ['ftp://example.com', 'webhook.url'],
    '--deadline-attribute': ['Sla`Deadline', 'sla.deadlineAttribute'],
    '--breach-attribute': ['Out`OfTime', 'sla.breachAttribute'],
  },
  replay: {
    '--workflows': [missing, `--workflows ${missing} does not exist`],
    '--bundle': [missing, `--bundle ${missing} does not exist`],
    '--options': [missing, `--options ${missing} does not exist`],
    '--history': [missing, `--history ${missing} cannot be read`],
    '--query': 'only the server knows its search attributes',
    '--task-queue': 'only the server knows its queues',
    '--per-stratum': ['0', 'a number from 1 to 1000000 is wanted'],
    '--limit': ['0', 'a number from 1 to 1000000 is wanted'],
    '--max-events': ['0', 'a number from 1 to 1000000 is wanted'],
    '--ui': ['localhost', '--ui localhost is no address of a UI, such as http://localhost:8233'],
  },
};

/** Without which a command does nothing, or its option belongs to nothing. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  why: ['order-17'],
  'why --limit': ['--query', 'x'],
  'why --interval': ['order-17', '--watch'],
  repair: ['--query', 'x'],
  'repair --signal-input': ['--query', 'x', '--signal', 'pay'],
  'repair --plan': [],
  'backlog --host': ['--serve', '9465'],
  replay: ['--workflows', __filename],
  'replay --workflows': [],
  'replay --bundle': [],
};

const asksServer = commands.filter(({ options = [] }) => CONNECTION_OPTIONS.every((each) => options.includes(each)));

it('knows every option with a value of every command that asks a server', () => {
  const own = asksServer.map(({ name, options = [] }) => [
    name,
    options
      .filter((each) => !CONNECTION_OPTIONS.includes(each) && each.flags.includes('<'))
      .map(({ flags }) => flags.split(' ')[0] ?? ''),
  ]);
  const known = Object.entries(OPTIONS).map(([name, options]) => [name, Object.keys(options)]);
  const sorted = (all: (string | string[])[][]) =>
    Object.fromEntries(all.map(([name, each]) => [name, [...(each ?? [])].sort()]));
  expect(sorted(known)).toEqual(sorted(own));
});

const cases = Object.entries(OPTIONS).flatMap(([name, options]) =>
  Object.entries(options).flatMap(([flag, wrong]) =>
    typeof wrong === 'string' ? [] : [{ line: `${name} ${flag}`, name, flag, value: wrong[0], said: wrong[1] }],
  ),
);

it.each(cases)('$line $value is refused before a server is asked', async ({ line, name, flag, value, said }) => {
  const beside = BESIDE[line] ?? BESIDE[name] ?? [];
  const { exitCode, stdout, stderr } = await runCommandLine([...name.split(' '), ...beside, flag, value, ...NOWHERE], {
    environment: { HANDRAIL_WEBHOOK_SECRET: 'a secret of some length' },
  });
  expect(stderr).toContain(said);
  expect(stderr).toMatch(/^\[HR\d{4}\] /);
  expect(stdout).toBe('');
  expect(exitCode).toBe(2);
});

it.each([
  [['sla', 'monitor', '--webhook', 'https://example.com'], '--webhook needs a secret in HANDRAIL_WEBHOOK_SECRET'],
  [['repair', '--query', 'x', '--apply'], '--apply needs a --reason'],
])('%j lacks something, which is said before a server is asked', async (line, said) => {
  const { exitCode, stderr } = await runCommandLine([...line, ...NOWHERE]);
  expect(stderr).toContain(said);
  expect(exitCode).toBe(2);
});

const plan = {
  schema: 'handrail.repair-plan/1',
  namespace: 'payments',
  intent: {},
  includesTerminated: false,
  repairs: [],
  refused: [],
  examined: 0,
  notExamined: [],
};

it.each([
  [{ namespace: 'billing' }, 'it was made for namespace "billing", and this is "payments"'],
  [{ intent: { before: { time: '2026-03-01' } } }, '(did you mean "2026-03-01T00:00Z"?)'],
  [{ intent: { signal: { name: '' } } }, 'signal.name'],
])('a plan with %j is refused before a server is asked', async (changed, said) => {
  const file = join(await mkdtemp(join(tmpdir(), 'handrail-plan-')), 'plan.json');
  await writeFile(file, JSON.stringify({ ...plan, ...changed }));
  const { exitCode, stderr } = await runCommandLine(['repair', '--plan', file, '-n', 'payments', ...NOWHERE]);
  expect(stderr).toContain(said);
  expect(exitCode).toBe(2);
});
