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
      problem: "option '--port <number>' argument 'http' is invalid. a port is a number from 1 to 65535",
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
      problem: "too many arguments for 'explain'. Expected 1 argument but got 2",
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
