import { defineError } from '../define-error';

export const HR9016 = defineError<{ problem: string; command: string }>({
  code: 'HR9016',
  title: 'The command line cannot be understood',
  disposition: 'refuse',
  head: ({ problem }) => `The command line cannot be understood: ${problem}.`,
  why: () => 'nothing was done: a guess at what was meant could do the wrong thing.',
  fix: ({ command }) => `see \`${command} --help\`.`,
  example: { problem: "unknown option '--prot' (did you mean --port?)", command: 'handrail dev' },
});
