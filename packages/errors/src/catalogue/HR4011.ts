import { defineError } from '../define-error';

export const HR4011 = defineError<{ version: string; supported: string }>({
  code: 'HR4011',
  title: 'Node.js is of a version that is not supported',
  disposition: 'refuse',
  head: ({ version, supported }) => `This process runs on Node.js ${version}; Handrail needs ${supported}.`,
  why: () => 'on older versions code fails at run time in places that no test of ours has seen.',
  fix: ({ supported }) => `run this process on Node.js ${supported}.`,
  example: { version: '18.20.4', supported: '20.19 or newer' },
});
