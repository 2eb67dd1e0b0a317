import { defineError } from '../define-error';

export const HR4004 = defineError<{
  namespace: string;
  address?: string;
  /** Those that the server has, as far as it tells. */
  existing?: readonly string[];
  nearest?: string;
}>({
  code: 'HR4004',
  title: 'The namespace does not exist',
  disposition: 'report',
  head: ({ namespace, address, nearest }) =>
    `Namespace "${namespace}" does not exist${address === undefined ? '' : ` on the Temporal server at ${address}`}.${nearest === undefined ? '' : ` Did you mean "${nearest}"?`}`,
  why: ({ existing = [] }) =>
    `nothing was started: names are matched exactly, and each server has its own namespaces${existing.length === 0 ? '' : ` (this one has ${existing.join(', ')})`}.`,
  fix: ({ namespace }) =>
    `correct the namespace (TEMPORAL_NAMESPACE, the profile, or the option namespace; on Temporal Cloud it ends in the account id), or create it: temporal operator namespace create --namespace '${namespace}'.`,
  example: { namespace: 'shpo', address: 'localhost:7233' },
});
