import { defineError } from '../define-error';

export const HR9014 = defineError<{ given: string; nearest?: string | undefined }>({
  code: 'HR9014',
  title: 'There is no error with this code',
  disposition: 'refuse',
  head: ({ given, nearest }) =>
    `There is no error "${given}"${nearest === undefined ? '' : `; the nearest code is ${nearest}`}.`,
  why: () =>
    'the codes of Handrail are HR and four digits; one that a newer release has brought is not known to this one.',
  fix: ({ nearest }) =>
    nearest === undefined
      ? 'run `handrail explain` for the list of all codes.'
      : `run \`handrail explain ${nearest}\`, or \`handrail explain\` for the list of all codes.`,
  example: { given: 'HR2040', nearest: 'HR2004' },
});
