import { defineError } from '../define-error';

export const HR4012 = defineError<{ copies: readonly { name: string; version: string; path: string; user: string }[] }>(
  {
    code: 'HR4012',
    title: 'Two versions of the Temporal SDK are in use',
    disposition: 'refuse',
    head: ({ copies }) =>
      `Two versions of the Temporal SDK are in use: ${copies
        .map(({ name, version, path, user }) => `${user} has ${name} ${version} (${path})`)
        .join(', ')}.`,
    why: () =>
      'objects of one version are handed to the other, which expects other fields of them: it fails later, in the middle of a call.',
    // A package that package.json does not name comes as our peer dependency, in the newest release that we allow.
    fix: ({ copies }) =>
      `name all of them in package.json, with one version (npm install ${[...new Set(copies.map(({ name }) => name))]
        .map((name) => `${name}@${copies[0]?.version ?? 'latest'}`)
        .join(' ')}); npm ls @temporalio/common shows who brings another copy.`,
    example: {
      copies: [
        {
          name: '@temporalio/client',
          version: '1.24.0',
          path: 'node_modules/@temporalio/client',
          user: '@handrail/client',
        },
        {
          name: '@temporalio/client',
          version: '1.22.0',
          path: 'packages/shop/node_modules/@temporalio/client',
          user: 'the connection',
        },
      ],
    },
  },
);
