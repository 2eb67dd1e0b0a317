import { spawn } from 'node:child_process';

/** Starts a command in a process group of its own, so that `stop` ends whatever it started in turn. */
export function startCommand(command, args, { cwd, env = process.env, onOutput = () => {} }) {
  const child = spawn(command, args, {
    cwd,
    env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    output += text;
    onOutput(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output += text;
    onOutput(text);
  });
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 127, stdout, output: `${output}${error.message}\n` }));
    child.once('close', (code, signal) => resolve({ code: code ?? signal, stdout, output }));
  });
  return {
    ended,
    output: () => output,
    stop: async (signal = 'SIGTERM') => {
      signalGroup(child, signal);
      return ended;
    },
  };
}

/** Runs a command to its end; a command that is still going after `timeout` milliseconds is ended with code `'timeout'`. */
export async function runQuietly(command, args, { timeout = 600_000, ...options } = {}) {
  const running = startCommand(command, args, options);
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, timeout, 'late');
  });
  const first = await Promise.race([running.ended, late]);
  clearTimeout(timer);
  if (first !== 'late') return first;
  return { ...(await running.stop('SIGKILL')), code: 'timeout' };
}

function signalGroup(child, signal) {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    // It ended by itself in this very moment.
    if (error.code !== 'ESRCH') throw error;
  }
}
