import { defineError } from '../define-error';

export const HR7071 = defineError<{
  namespace: string;
  attributes: readonly { readonly name: string; readonly type: string }[];
  reason: string;
}>({
  code: 'HR7071',
  title: 'The search attributes of SLAs cannot be created',
  disposition: 'report',
  head: ({ namespace, attributes, reason }) =>
    `The server did not create ${attributes.map(({ name }) => name).join(' and ')} in namespace "${namespace}": ${reason}`,
  why: () => 'without them no execution can be started with an sla.',
  fix: ({ namespace, attributes, reason }) =>
    `${remedyFor(reason)}: ${attributes
      .map(
        ({ name, type }) =>
          `temporal operator search-attribute create --namespace '${namespace}' --name ${name} --type ${type}`,
      )
      .join('; ')} (on Temporal Cloud: tcld namespace search-attributes add, or the web console).`,
  example: {
    namespace: 'default',
    attributes: [
      { name: 'SlaDeadline', type: 'Datetime' },
      { name: 'OutOfTimeSla', type: 'Bool' },
    ],
    reason: 'create search attributes: permission denied',
  },
});

function remedyFor(reason: string): string {
  if (/denied|unauthori[sz]ed|not authori[sz]ed|forbidden/i.test(reason))
    return 'let somebody who may change the namespace create them';
  if (/more than|limit|too many/i.test(reason))
    return 'the namespace has no room for more: give the policy the names of attributes that it has, sla: { deadlineAttribute, breachAttribute }, or remove one that nobody uses and create them';
  if (/already exist/i.test(reason))
    return 'an attribute of this name and another type is there: give the policy other names, sla: { deadlineAttribute, breachAttribute }, and create those';
  return 'once that is mended, run handrail sla setup again, or create them by hand';
}
