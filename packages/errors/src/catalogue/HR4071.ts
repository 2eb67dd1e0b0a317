import { defineError } from '../define-error';

export const HR4071 = defineError<{ kind: 'Signal' | 'Query'; name: string; workflow?: string }>({
  code: 'HR4071',
  title: 'A signal or a query is given options in the place of its arguments',
  disposition: 'warn',
  head: ({ kind, name, workflow }) =>
    `${kind} "${name}"${workflow === undefined ? '' : `, which workflow "${workflow}" sends,`} has { args: […] } as its one argument.`,
  why: () =>
    'starts and updates take options, signals and queries their arguments by themselves: the handler gets an object with a field args, and not what is in its list.',
  fix: ({ kind, name }) =>
    `pass the arguments behind the name, handle.${kind.toLowerCase()}('${name}', value). Where the handler does read a field args, nothing is wrong; { args: […], more } is not taken for options.`,
  example: { kind: 'Signal', name: 'addItem' },
});
