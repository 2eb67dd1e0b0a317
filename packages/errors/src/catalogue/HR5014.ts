import { defineError } from '../define-error';

export const HR5014 = defineError<{
  mistake: 'throws' | 'unregistered' | 'argument';
  /** As workflow code calls it: `metrics.count`. */
  sink?: string;
  error?: string;
}>({
  code: 'HR5014',
  title: 'A sink fails',
  disposition: 'report',
  head: ({ mistake, sink, error = 'an error' }) => {
    const named = sink === undefined ? 'A sink' : `Sink "${sink}"`;
    if (mistake === 'unregistered') return `${named} is called by workflow code, and the worker has no such sink.`;
    if (mistake === 'argument')
      return `${sink === undefined ? 'A sink or the log' : named} is handed a value that cannot leave the sandbox: ${error}`;
    return `${named} threw: ${error}`;
  },
  why: ({ mistake }) =>
    mistake === 'argument'
      ? 'arguments of sinks are copied out of the sandbox. The workflow task fails with it, and is retried until a fix is deployed.'
      : 'the SDK logs it and goes on: what the sink is for, such as a metric or an export, is lost, and the workflow does not know.',
  fix: ({ mistake, sink = 'metrics.count' }) => {
    const [group = 'metrics', method = 'count'] = sink.split('.');
    if (mistake === 'unregistered') {
      return `register it: Worker.create({ sinks: { ${group}: { ${method}: { fn: (info, …) => { … } } } } }), or correct the name in proxySinks.`;
    }
    if (mistake === 'argument')
      return 'pass plain data to sinks, and as attributes to log: text, numbers, lists, plain objects. Functions and symbols cannot be copied.';
    return 'catch what can go wrong in the sink itself: nothing that it throws reaches the workflow.';
  },
  example: { mistake: 'throws', sink: 'metrics.count', error: 'connect ECONNREFUSED 127.0.0.1:9125' },
});
