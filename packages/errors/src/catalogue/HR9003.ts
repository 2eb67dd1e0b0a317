import { defineError } from '../define-error';

export const HR9003 = defineError<{ value: string }>({
  code: 'HR9003',
  title: 'HANDRAIL_MODE is not valid',
  disposition: 'refuse',
  head: ({ value }) => `HANDRAIL_MODE is ${value}, which is neither warn nor enforce.`,
  why: () => 'whether guards stop a call or only speak of it must not depend on a typing slip.',
  fix: () =>
    "set HANDRAIL_MODE=warn to stop nothing in this process, HANDRAIL_MODE=enforce to refuse violations, or unset it for the policy's own mode.",
  example: { value: "'warning'" },
});
