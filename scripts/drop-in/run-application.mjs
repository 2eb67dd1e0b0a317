import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '@handrail/errors';
import { resolveTemporalExecutable, startDevServer } from '@handrail/testing';
import { projectCommand } from './project-command.mjs';
import { runQuietly, startCommand } from './run-command.mjs';

const READY_LIMIT_MILLISECONDS = 120_000;
const POLL_MILLISECONDS = 100;

/**
 * Runs a project as its README does: a development server, what has to be set up on it (`prepare`: arguments of Temporal's CLI),
 * the workers, then the clients one after the other (`projectCommand` says what each may be).
 * @returns the first of them that failed, what was printed, and how each execution on the server stands in the end.
 */
export async function runApplication(
  folder,
  { port, waitForPort, scripts, prepare, workers, clients, ready, env, timeout },
) {
  const executable = (await resolveTemporalExecutable()).path;
  const server = await startServer({ executable, port }, waitForPort ? Date.now() + timeout : 0);
  const temporal = (args) => runQuietly(executable, [...args, '--address', server.address], { cwd: folder });
  const printed = [];
  const running = [];
  try {
    return {
      code: await run(),
      output: printed.concat(running.map(describe)).join('\n'),
      executions: await executions(temporal),
    };
  } finally {
    await Promise.all(running.map(({ command }) => command.stop('SIGKILL')));
    await server.stop();
  }

  async function run() {
    for (const line of prepare) {
      const { code, output } = await temporal(line.split(' '));
      if (code !== 0) return note(`temporal ${line}`, output, code);
    }
    const variables = { ...env, TEMPORAL_ADDRESS: server.address };
    for (const script of workers) {
      const command = startCommand(...projectCommand(script, scripts), { cwd: folder, env: variables });
      running.push({ script, command });
      if (!(await isReady(command, ready))) return `${script}: not ready`;
    }
    for (const script of clients) {
      const { code, output } = await runQuietly(...projectCommand(script, scripts), {
        cwd: folder,
        env: variables,
        timeout,
      });
      note(script, output, code);
      if (code !== 0) return `${script}: ${code}`;
    }
    return 0;
  }

  function note(title, output, code) {
    printed.push(`--- ${title}\n${output}`);
    return `${title}: ${code}`;
  }
}

async function startServer(options, deadline) {
  for (;;) {
    try {
      return await startDevServer(options);
    } catch (error) {
      if (codeOf(error) !== 'HR9013' || Date.now() > deadline) throw error;
      await sleep(POLL_MILLISECONDS);
    }
  }
}

function describe({ script, command }) {
  return `--- ${script}\n${command.output()}`;
}

async function isReady(command, pattern) {
  let ended = false;
  void command.ended.then(() => (ended = true));
  const deadline = Date.now() + READY_LIMIT_MILLISECONDS;
  while (!pattern.test(command.output())) {
    if (ended || Date.now() > deadline) return false;
    await sleep(POLL_MILLISECONDS);
  }
  return true;
}

/** How many executions of each type have which status, in all namespaces, as `{ "example completed": 1 }`. */
async function executions(temporal) {
  const counts = {};
  for (const namespace of await namespaces(temporal)) {
    for (const { type, status } of await list(temporal, ['workflow', 'list', '--limit', '1000', '-n', namespace])) {
      const key = `${type.name} ${status.replace('WORKFLOW_EXECUTION_STATUS_', '').toLowerCase()}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
  }
  return Object.fromEntries(Object.entries(counts).sort());
}

async function namespaces(temporal) {
  const all = await list(temporal, ['operator', 'namespace', 'list']);
  return all.map(({ namespaceInfo }) => namespaceInfo.name).filter((name) => name !== 'temporal-system');
}

async function list(temporal, args) {
  const { code, stdout } = await temporal([...args, '--output', 'json']);
  return code === 0 ? JSON.parse(stdout) : [];
}
