import { describe, expect, test } from 'vitest';
import type { Command } from '../src/command';
import { commands } from '../src/commands';
import { programNameOf } from '../src/run-cli';
import { runCommandLine } from './support/run-command-line';

const EXIT_CODES = `Exit codes:
  0  fine
  1  looked and found something
  2  could not look
`;

test('without a command it prints the help', async () => {
  const { exitCode, stdout, stderr } = await runCommandLine([]);

  expect(stdout).toBe(`Usage: handrail [options] [command]

Handrail for Temporal: guards, explanations and a server for development.

Options:
  -V, --version               print the version
  -h, --help                  print the help

Commands:
  archive [options]           keep the histories of closed executions, which the server deletes
                              after its retention
  audit [options] <files...>  list the activities whose idempotency nobody has checked
  backlog [options]           say of each task queue whether its workers keep up
  check [options] [paths...]  find what workflow code must not do, and what cannot be bundled
  dev [options]               run a Temporal server with its UI on this machine
  explain [options] [code]    explain an error code, or list all codes and what holds by default
  repair [options]            free the executions that a fixed cause has left stuck
  replay [options]            say whether code may be deployed: replay open executions with it
  sla                         set up, check and watch the SLAs of executions
  why [options] [ids...]      say why a workflow does not go on, and what to do

${EXIT_CODES}`);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

test('the help of explain', async () => {
  const { exitCode, stdout } = await runCommandLine(['explain', '--help']);

  expect(exitCode).toBe(0);
  expect(stdout).toBe(`Usage: handrail explain [options] [code]

Explain an error code, or list all codes and what holds by default.

Works without a network: it prints the page that the error links to.

Arguments:
  code        such as HR2004; without one, all codes are listed

Options:
  --json      print one JSON object and nothing else
  --no-color  print without colours
  -h, --help  print the help

Examples:
  handrail explain HR2004
  handrail explain

${EXIT_CODES}`);
});

test('the help of dev', async () => {
  const { exitCode, stdout } = await runCommandLine(['dev', '--help']);

  expect(exitCode).toBe(0);
  expect(stdout).toBe(`Usage: handrail dev [options]

Run a Temporal server with its UI on this machine.

Finds, downloads or builds the server first (TEMPORAL_CLI_PATH names one that you have), then runs
it until Ctrl-C.
It is reachable from this machine only.

Options:
  --port <number>       port of the server (default: 7233)
  --ui-port <number>    port of the UI (default: the port + 1000)
  --headless            no UI
  --namespace <name>    namespace to create (default: default)
  --db-filename <file>  keep executions in this file (default: in memory)
  --json                print one JSON object and nothing else
  --no-color            print without colours
  -h, --help            print the help

Examples:
  handrail dev
  handrail dev --db-filename temporal.db
  handrail dev --port 7300 --headless

${EXIT_CODES}`);
});

test('a group of commands without one of them lists them', async () => {
  const { exitCode, stdout } = await runCommandLine(['sla']);

  expect(exitCode).toBe(0);
  expect(stdout).toBe(`Usage: handrail sla [options] [command]

Set up, check and watch the SLAs of executions.

Options:
  -h, --help         print the help

Commands:
  check [options]    list the executions that are out of their SLA, or near it
  monitor [options]  tell of each execution that goes out of its SLA, until Ctrl-C
  setup [options]    register the search attributes of SLAs in a namespace

${EXIT_CODES}`);
});

test("as an extension of Temporal's CLI it goes by that name", async () => {
  const { stdout } = await runCommandLine(['explain', '--help'], {
    programName: programNameOf('/usr/local/bin/temporal-handrail'),
  });

  expect(stdout).toContain('Usage: temporal handrail explain [options] [code]');
  expect(stdout).toContain('  temporal handrail explain HR2004\n');
});

test('the version is that of the package', async () => {
  const { stdout } = await runCommandLine(['--version']);

  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('a command line that cannot be understood', () => {
  const cases = [
    { line: ['exlain'], problem: "unknown command 'exlain' (did you mean explain?)", help: 'handrail --help' },
    {
      line: ['dev', '--prot', '7300'],
      problem: "unknown option '--prot' (did you mean --port?)",
      help: 'handrail dev --help',
    },
    {
      line: ['dev', '--port', 'http'],
      problem: "option '--port <number>' argument 'http' is invalid: a port is a number from 1 to 65535",
      help: 'handrail dev --help',
    },
    {
      line: ['dev', '--port'],
      problem: "option '--port <number>' argument missing",
      help: 'handrail dev --help',
    },
    {
      line: ['dev', '--headless', '--ui-port', '8300'],
      problem: "option '--ui-port <number>' cannot be used with option '--headless'",
      help: 'handrail dev --help',
    },
    {
      line: ['explain', 'HR2004', 'HR2006'],
      problem: "explain takes one argument, and got 'HR2006' besides (did you mean explain HR2006?)",
      help: 'handrail explain --help',
    },
  ];

  test.each(cases)('$line', async ({ line, problem, help }) => {
    const { exitCode, stdout, stderr } = await runCommandLine(line);

    expect(stderr).toBe(`[HR9016] The command line cannot be understood: ${problem}.
  Why:     nothing was done: a guess at what was meant could do the wrong thing.
  Fix:     see \`${help}\`.
  Docs:    https://handrail.dev/errors/HR9016        (offline: npx handrail explain HR9016)
`);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });
});

/** What is said to somebody who types a line as they remember it. */
const HINTS: readonly (readonly [line: string, problem: string])[] = [
  ['backlog nobody', "backlog takes no argument, and got 'nobody' (did you mean --task-queue nobody?)"],
  [
    "backlog nobody some'body",
    `backlog takes no argument, and got 'nobody' and 'some'body' (did you mean --task-queue nobody 'some'\\''body'?)`,
  ],
  ['repair order-1', `repair takes no argument, and got 'order-1' (did you mean --query 'WorkflowId = "order-1"'?)`],
  ['repair a b', `repair takes no argument, and got 'a' and 'b' (did you mean --query 'WorkflowId IN ("a", "b")'?)`],
  ['replay order-1', `replay takes no argument, and got 'order-1' (did you mean --query 'WorkflowId = "order-1"'?)`],
  ['replay foo.json', "replay takes no argument, and got 'foo.json' (did you mean --history foo.json?)"],
  [
    'replay src/workflows.ts',
    "replay takes no argument, and got 'src/workflows.ts' (did you mean --workflows src/workflows.ts?)",
  ],
  ['sla check order-1', "sla check takes no argument, and got 'order-1' (did you mean why order-1?)"],
  ['sla monitor order-1', "sla monitor takes no argument, and got 'order-1' (did you mean why order-1?)"],
  ['sla setup payments', "sla setup takes no argument, and got 'payments' (did you mean --namespace payments?)"],
  ['dev 7300', "dev takes no argument, and got '7300' (did you mean --port 7300?)"],
  ['dev up', "dev takes no argument, and got 'up'"],
  ['wy order-1', "unknown command 'wy' (did you mean why?)"],
  ['status order-1', "unknown command 'status' (did you mean why order-1?)"],
  ['describe', "unknown command 'describe' (did you mean why?)"],
  ['describe --workflow-id order-17', "unknown command 'describe' (did you mean why order-17?)"],
  ['reset -w order-17', `unknown command 'reset' (did you mean repair --query 'WorkflowId = "order-17"'?)`],
  ['fix order-17', `unknown command 'fix' (did you mean repair --query 'WorkflowId = "order-17"'?)`],
  ['queue payments', "unknown command 'queue' (did you mean backlog --task-queue payments?)"],
  ['task-queue describe -t payments', "unknown command 'task-queue' (did you mean backlog --task-queue payments?)"],
  ['error HR2004', "unknown command 'error' (did you mean explain HR2004?)"],
  ['server start-dev', "unknown command 'server' (did you mean dev?)"],
  ['queues', "unknown command 'queues' (did you mean backlog?)"],
  ['sla-check', "unknown command 'sla-check' (did you mean sla check?)"],
  ['slacheck', "unknown command 'slacheck' (did you mean sla check?)"],
  ['workflow list', `unknown command 'workflow' (did you mean why --query 'ExecutionStatus = "Running"'?)`],
  ['workflow describe -w order-17', "unknown command 'workflow' (did you mean why order-17?)"],
  ['workflow reset -w order-17', `unknown command 'workflow' (did you mean repair --query 'WorkflowId = "order-17"'?)`],
  ['help wyh', "unknown command 'wyh' (did you mean why?)"],
  ['help order-17', "unknown command 'order-17' (did you mean why order-17?)"],
  ['help sla chek', "unknown command 'chek' (did you mean check?)"],
  ['hr2004', "unknown command 'hr2004' (did you mean explain hr2004?)"],
  ['order-1', "unknown command 'order-1' (did you mean why order-1?)"],
  [
    'moon',
    "unknown command 'moon', and not one of archive, audit, backlog, check, dev, explain, repair, replay, sla, why",
  ],
  ['sla chek', "unknown command 'chek' (did you mean check?)"],
  ['sla moon', "unknown command 'moon', and not one of check, monitor, setup"],
  ['why --workflow-id order-1', "unknown option '--workflow-id' (did you mean why order-1?)"],
  ['why -w order-1', "unknown option '-w' (did you mean why order-1?)"],
  ['repair -w order-1', `unknown option '-w' (did you mean --query 'WorkflowId = "order-1"'?)`],
  ['replay --workflow-id order-1', `unknown option '--workflow-id' (did you mean --query 'WorkflowId = "order-1"'?)`],
  ['why -w', "unknown option '-w'"],
  ['backlog -t orders', "unknown option '-t' (did you mean --task-queue?)"],
  ['backlog --queue orders', "unknown option '--queue' (did you mean --task-queue?)"],
  ['why order-1 -o json', "unknown option '-o' (did you mean --json?)"],
  ['why order-1 --json=true', "option '--json' takes no value"],
  ['why order-1 --output json', "unknown option '--output' (did you mean --json?)"],
  ['why order-1 --namspace x', "unknown option '--namspace' (did you mean --namespace?)"],
  ['repair --query x --dry-run', "unknown option '--dry-run': nothing is done without --apply"],
  ['sla setup --dry-run', "unknown option '--dry-run': nothing is done without --apply"],
  [
    'repair --query x --yes',
    "unknown option '--yes': nothing is done without --apply; look first at what is printed without it",
  ],
  [
    'repair --query x --force',
    "unknown option '--force': nothing is done without --apply; look first at what is printed without it",
  ],
  ['check --fix', "unknown option '--fix'"],
  ['why order-1 --hlep', "unknown option '--hlep' (did you mean --help?)"],
  ['wyh --help', "unknown command 'wyh' (did you mean why?)"],
  ['wyh -h', "unknown command 'wyh' (did you mean why?)"],
  ['--help wyh', "unknown command 'wyh' (did you mean why?)"],
  ['sla chek --help', "unknown command 'chek' (did you mean check?)"],
  ['order-17 --help', "unknown command 'order-17' (did you mean why order-17?)"],
  ['workflow describe --help', "unknown command 'workflow' (did you mean why?)"],
  ['-n prod why order-1', "option '-n' goes behind the command: why … -n"],
  ['--namespace prod sla check', "option '--namespace' goes behind the command: sla check … --namespace"],
  ['--address=localhost:7233 why order-1', "option '--address' goes behind the command: why … --address"],
  ['--verison', "unknown option '--verison' (did you mean --version?)"],
  ['why order-1 --task-queue orders', "unknown option '--task-queue', which belongs to backlog and replay"],
  ['why order-1 --reason x', "unknown option '--reason', which belongs to repair"],
  ['backlog --query x', "unknown option '--query', which belongs to archive, repair, replay and why"],
  ['sla check --apply', "unknown option '--apply', which belongs to repair and sla setup"],
  ['explain HR2004 --namespace=x', "unknown option '--namespace=x', which belongs to the commands that ask a server"],
  ['dev --address localhost:7300', "unknown option '--address' (did you mean --port?)"],
  ['why -order-1', "unknown option '-order-1' (did you mean why -- '-order-1'?)"],
  [
    'repair --query x --reason --apply',
    "option '--reason <text>' argument missing: '--apply' is an option (--reason=--apply gives it as the value)",
  ],
  [
    'backlog --task-queue -n prod',
    "option '--task-queue <name...>' argument missing: '-n' is an option (--task-queue=-n gives it as the value)",
  ],
  ['why order-1 --run-id=', 'the value of --run-id is empty'],
  ['repair --query=', 'the value of --query is empty'],
  ['backlog --task-queue orders --task-queue=', 'the value of --task-queue is empty'],
  ['explain ', 'an argument is empty'],
  ['check ', 'an argument is empty'],
  ['why order-1 --interval 5', '--interval belongs to --watch'],
  ['why order-1 --limit 5', '--limit belongs to --query'],
  ['backlog --host 0.0.0.0', '--host belongs to --serve'],
];

test.each(HINTS)('%s', async (line, problem) => {
  const { exitCode, stdout, stderr } = await runCommandLine(line.split(' '));

  expect(stderr.split('\n')[0]).toBe(`[HR9016] The command line cannot be understood: ${problem}.`);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
});

const HINTS_FOR_PROGRAMS: typeof HINTS = [
  ['--json why order-1', "option '--json' goes behind the command: why … --json"],
  [
    'why order-1 --run-id --json',
    "option '--run-id <id>' argument missing: '--json' is an option (--run-id=--json gives it as the value)",
  ],
  ['why order-1 --timeline --json', "option '--timeline' cannot be used with option '--json'"],
  ['backlog --prometheus --json', "option '--prometheus' cannot be used with option '--json'"],
];

test.each(HINTS_FOR_PROGRAMS)('%s', async (line, problem) => {
  const { exitCode, stdout, stderr } = await runCommandLine(line.split(' '));

  const { message } = JSON.parse(stdout) as { message: string };
  expect(message.split('\n')[0]).toBe(`[HR9016] The command line cannot be understood: ${problem}.`);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
});

test.each([
  [['help'], ['--help']],
  [
    ['help', 'why'],
    ['why', '--help'],
  ],
  [
    ['help', 'sla'],
    ['sla', '--help'],
  ],
  [
    ['help', 'sla', 'check'],
    ['sla', 'check', '--help'],
  ],
  [
    ['--help', 'why'],
    ['why', '--help'],
  ],
  [
    ['-h', 'sla', 'check'],
    ['sla', 'check', '--help'],
  ],
  [['version'], ['--version']],
  [['-v'], ['--version']],
])('%j is %j', async (line, meant) => {
  const { exitCode, stdout, stderr } = await runCommandLine(line);

  expect({ exitCode, stdout, stderr }).toEqual(await runCommandLine(meant));
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

describe('an error that is not one of ours', () => {
  const broken: Command = {
    name: 'broken',
    summary: 'fail',
    examples: [],
    run: () => Promise.reject(new TypeError('cannot read properties of undefined')),
  };

  test('keeps its stack and says how to report it', async () => {
    const { exitCode, stderr } = await runCommandLine(['broken'], { commands: [broken] });

    expect(stderr).toMatch(/^TypeError: cannot read properties of undefined\n {4}at /);
    expect(stderr).toMatch(
      /\nThis is a fault in handrail \d+\.\d+\.\d+\. Please report it with the lines above and the command that you ran\.\n$/,
    );
    expect(exitCode).toBe(2);
  });
});

test('with --json an error is one object on stdout, too', async () => {
  const { exitCode, stdout, stderr } = await runCommandLine(['explain', 'HR9999', '--json']);

  expect(JSON.parse(stdout)).toMatchObject({ schema: 'handrail.error/1', code: 'HR9014' });
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
});

describe('colours', () => {
  const BOLD = '\u001B[1m';

  test('are used on a terminal', async () => {
    expect((await runCommandLine(['explain'], { isTerminal: true })).stdout).toContain(BOLD);
    expect((await runCommandLine(['explain', 'HR9999'], { isTerminal: true })).stderr).toContain(BOLD);
  });

  test('are not used elsewhere', async () => {
    expect((await runCommandLine(['explain'])).stdout).not.toContain('\u001B');
  });

  test('are not used with NO_COLOR', async () => {
    const { stdout } = await runCommandLine(['explain'], { isTerminal: true, environment: { NO_COLOR: '1' } });

    expect(stdout).not.toContain('\u001B');
  });

  test('are not used with --no-color', async () => {
    const { stdout } = await runCommandLine(['explain', '--no-color'], { isTerminal: true });

    expect(stdout).not.toContain('\u001B');
  });
});

test.each(commands.map(({ name }) => name))('%s has the options that every command has', async (name) => {
  const { stdout } = await runCommandLine([...name.split(' '), '--help']);

  expect(stdout).toContain('--json');
  expect(stdout).toContain('--no-color');
  expect(stdout).toContain(EXIT_CODES);
});
