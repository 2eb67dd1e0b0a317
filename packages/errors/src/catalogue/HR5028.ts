import { defineError } from '../define-error';

export const HR5028 = defineError<{ culprit: string; seconds: number }>({
  code: 'HR5028',
  title: 'An activity blocks the event loop',
  disposition: 'warn',
  head: ({ culprit, seconds }) => `${culprit} kept its process busy for ${seconds} seconds without a pause.`,
  why: () =>
    'a process does one thing at a time: meanwhile no other activity went on, no heartbeat was sent and no workflow task was taken, and what has a timeout may have run into it.',
  fix: () =>
    'use the asynchronous form of what it calls (readFile for readFileSync), give way in long loops (await setImmediate() of node:timers/promises every few milliseconds), or move the work to a worker thread.',
  example: { culprit: 'Activity "render"', seconds: 4 },
});
