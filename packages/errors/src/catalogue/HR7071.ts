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
  fix: ({ namespace, attributes }) =>
    `let somebody who may change the namespace create them: ${attributes
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
