import { defineError } from '../define-error';

export const HR5018 = defineError<{
  kind:
    | 'torn down twice'
    | 'torn down early'
    | 'slept late'
    | 'run twice'
    | 'not running'
    | 'connection in use'
    | 'connection closed'
    | 'closed twice'
    | 'installed twice'
    | 'installed late';
  taskQueue?: string;
  /** Where a worker is in its life: `INITIALIZED`, `STOPPED`. */
  state?: string;
}>({
  code: 'HR5018',
  title: 'A worker, its connection or its runtime is used out of turn',
  disposition: 'report',
  head: ({ kind, taskQueue, state }) => {
    const worker = taskQueue === undefined ? 'The worker' : `The worker of task queue "${taskQueue}"`;
    if (kind === 'run twice') return `${worker} is run a second time.`;
    if (kind === 'not running') return `${worker} cannot be shut down: it is ${state ?? 'not running'}.`;
    if (kind === 'torn down twice') return 'teardown() of a test environment is called a second time.';
    if (kind === 'torn down early') return 'A test environment is torn down while workers use its connection.';
    if (kind === 'slept late') return 'sleep() of a test environment is called after its teardown().';
    if (kind === 'connection in use') return 'A connection is closed while workers use it.';
    if (kind === 'closed twice') return 'A connection is closed that has been closed already.';
    if (kind === 'connection closed') return `${worker} is given a connection that has been closed.`;
    return kind === 'installed twice'
      ? 'Runtime.install is called a second time.'
      : 'Runtime.install is called after a runtime was made already.';
  },
  why: ({ kind }) => WHY[kind],
  fix: ({ kind, state }) => (kind === 'not running' && state !== 'INITIALIZED' ? STOPPED : FIX[kind]),
  example: { kind: 'connection in use' },
});

const RUNTIME_WHY = 'a process has one runtime for all of its workers and connections; that one stays as it is.';

const WHY = {
  'torn down twice': 'its connections and its server are gone already; nothing more is done.',
  'torn down early': 'their server is gone: they cannot end in order, and their run fails, or never ends.',
  'slept late': 'the server whose time it moves is gone.',
  'run twice': 'a worker runs once. The first run goes on, or has ended.',
  'not running': 'there is nothing to be shut down.',
  'connection in use': 'the workers could not report what they have done. The connection stays open.',
  'connection closed': 'a closed connection is not opened again, so the worker was not made.',
  'closed twice': 'it stays closed. What else uses it may have lost it earlier than meant.',
  'installed twice': RUNTIME_WHY,
  'installed late': RUNTIME_WHY,
} as const;

const STOPPED = 'shut a worker down once: a second signal (SIGINT, then SIGTERM) has to be let pass.';

const INSTALL =
  'call Runtime.install once, at the start of the program: the first Worker.create or NativeConnection.connect makes a runtime with the defaults. In tests, install it in a module that all of them import.';

const FIX = {
  'torn down twice': 'call it once for each environment, in afterAll or in a finally, and not in both.',
  'torn down early':
    'end the workers first: await worker.runUntil(…), or worker.shutdown() and await running; then await environment.teardown().',
  'slept late': 'await what a test does before it ends, and tear the environment down in afterAll.',
  'run twice': 'keep the promise that run() has given, and wait for it; to run again, make another worker.',
  'not running': 'await or keep worker.run() first: shutdown() ends a run. A worker that never ran needs none.',
  'connection in use': 'end the workers first: worker.shutdown(); await running; await connection.close().',
  'closed twice':
    'close a connection where it was made, and once: of two places that do, such as a finally and the end of the program, leave one.',
  'connection closed': 'connect anew, or close the connection only when all of its workers have ended.',
  'installed twice': INSTALL,
  'installed late': INSTALL,
} as const;
