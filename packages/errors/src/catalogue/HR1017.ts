import { defineError } from '../define-error';

export const HR1017 = defineError<{
  /** The file, where it is known. */
  module?: string;
  mistake: 'missing' | 'no function' | 'shape' | 'lost';
  /** What it exports or makes, or what the SDK says. */
  found: string;
}>({
  code: 'HR1017',
  title: 'A module of workflow interceptors is not one',
  disposition: 'task-failure',
  head: ({ module, mistake, found }) => {
    const name = module === undefined ? 'A module of workflow interceptors' : `Interceptor module ${module}`;
    if (mistake === 'missing') return `${name} has no export "interceptors": it exports ${found}.`;
    if (mistake === 'no function') return `${name} exports "interceptors" as something else than a function: ${found}`;
    return `${name} makes something else than interceptors: ${found}`;
  },
  why: ({ mistake }) =>
    mistake === 'missing'
      ? 'the SDK loads it and leaves it at that: none of its interceptors is ever called.'
      : mistake === 'lost'
        ? 'the SDK takes the lists inbound, outbound and internals off it, and passes over everything else: what stands there is never called.'
        : 'it is loaded for each execution: every workflow of the worker fails, and goes on once a fix is deployed.',
  fix: () =>
    'export a function that returns lists: export const interceptors = () => ({ inbound: [new Mine()], outbound: [] }). What only has to be loaded belongs into bundlerOptions.preloadModules, or is imported by the workflows.',
  example: { module: 'src/tracing.ts', mistake: 'missing', found: 'tracing, default' },
});
