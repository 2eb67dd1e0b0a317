import { defineError } from '../define-error';

export const HR9030 = defineError<{ found: string; required: string }>({
  code: 'HR9030',
  title: 'This version of Node is too old',
  disposition: 'refuse',
  head: ({ found, required }) => `Node ${found} is too old; Handrail needs Node ${required} or later.`,
  why: () => 'the SDK and the tools use functions that older versions do not have, and would fail half-way.',
  fix: () =>
    'install Node 22 or 24 (from https://nodejs.org, or with a version manager: nvm install 22), then run the command again.',
  example: { found: '18.20.4', required: '20.19' },
});
