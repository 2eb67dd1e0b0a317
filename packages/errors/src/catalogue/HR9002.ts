import { defineError } from '../define-error';

export const HR9002 = defineError<{ file: string; action: 'read' | 'written'; setBy: string; reason: string }>({
  code: 'HR9002',
  title: 'The baseline file cannot be used',
  disposition: 'refuse',
  head: ({ file, action, setBy, reason }) =>
    `The baseline file ${file} (from ${setBy}) cannot be ${action}: ${reason}.`,
  why: ({ action }) =>
    action === 'read'
      ? 'it lists the violations that are tolerated; without it this process would refuse calls that have worked so far.'
      : 'the violations that this process meets would be lost, and the baseline would not list them.',
  fix: ({ action }) =>
    action === 'read'
      ? "correct the path (it is relative to the process's working directory) or the file, or set HANDRAIL_MODE=warn until it is there."
      : 'name a file in a folder that exists and can be written to, other than the baseline that the policy has in force.',
  example: {
    file: 'handrail-baseline.json',
    action: 'read',
    setBy: 'mode.baseline of the policy',
    reason: 'entries[2].count is no positive whole number',
  },
});
