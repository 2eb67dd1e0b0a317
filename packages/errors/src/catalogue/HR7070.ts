import { defineError } from '../define-error';

export const HR7070 = defineError<{
  namespace: string;
  /** Those that do not exist. */
  missing: readonly string[];
  /** Those of another type. */
  mistyped?: readonly { readonly name: string; readonly type: string; readonly wanted: string }[];
  /** Those that two columns of the server have. */
  doubled?: readonly { readonly name: string; readonly columns: readonly string[] }[];
}>({
  code: 'HR7070',
  title: 'The namespace lacks the search attributes of SLAs',
  disposition: 'report',
  head: ({ namespace, missing, mistyped = [], doubled = [] }) => {
    const parts = [
      ...(missing.length === 0
        ? []
        : [`has no search attribute ${missing.map((name) => `"${name}"`).join(' and no ')}`]),
      ...mistyped.map(({ name, type, wanted }) => `has "${name}" as ${type}, not ${wanted}`),
      ...doubled.map(({ name, columns }) => `has "${name}" twice, in ${columns.join(' and ')}`),
    ];
    return `Namespace "${namespace}" ${parts.join(', and ')}: an SLA cannot be kept there.`;
  },
  why: () =>
    'the deadline of an execution stands in search attributes, by which late ones are found even when their workers fail.',
  fix: ({ namespace, mistyped = [], doubled = [] }) =>
    doubled.length > 0
      ? `two have registered it at the same moment, and what is written in one of them is not found in the other: remove one, ${doubled
          .map(({ name }) => `temporal operator search-attribute remove --namespace '${namespace}' --name ${name}`)
          .join('; ')}, and run npx handrail sla setup again.`
      : mistyped.length === 0
        ? `let npx handrail sla setup --namespace '${namespace}' --apply create them, once for the namespace.`
        : 'name others in the policy (sla.deadlineAttribute, sla.breachAttribute), or remove those that are there, before npx handrail sla setup --apply.',
  example: { namespace: 'default', missing: ['SlaDeadline', 'OutOfTimeSla'] },
});
