import { defineError } from '../define-error';

export const HR4004 = defineError<{ namespace: string; address?: string }>({
  code: 'HR4004',
  title: 'The namespace does not exist',
  disposition: 'report',
  head: ({ namespace, address }) =>
    `Namespace "${namespace}" does not exist${address === undefined ? '' : ` on the Temporal server at ${address}`}.`,
  why: () => 'nothing was started: names are matched exactly, and each server has its own namespaces.',
  fix: ({ namespace }) =>
    `correct the namespace (TEMPORAL_NAMESPACE, the profile, or the option namespace; on Temporal Cloud it ends in the account id), or create it: temporal operator namespace create --namespace '${namespace}'.`,
  example: { namespace: 'shpo', address: 'localhost:7233' },
});
