import { defineError } from '../define-error';

export const HR4010 = defineError<{
  packages: readonly { name: string; version: string; path: string }[];
  supported: string;
}>({
  code: 'HR4010',
  title: 'The Temporal SDK is of a version that is not supported',
  disposition: 'refuse',
  head: ({ packages, supported }) =>
    `Handrail supports Temporal SDK ${supported}, and found ${packages
      .map(({ name, version, path }) => `${name} ${version} (${path})`)
      .join(', ')}.`,
  why: () =>
    'guards hook into the SDK where a release may move things: on an untested one they could be silently absent.',
  fix: ({ packages, supported }) =>
    `install ${packages.map(({ name }) => name).join(', ')} in version ${supported}, or a release of Handrail for the version that you have.`,
  example: {
    packages: [{ name: '@temporalio/client', version: '1.11.3', path: 'node_modules/@temporalio/client' }],
    supported: '1.22 to 1.24',
  },
});
