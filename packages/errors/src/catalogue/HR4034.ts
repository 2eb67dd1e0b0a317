import { defineError } from '../define-error';

export const HR4034 = defineError<{
  name: string;
  namespace: string;
  mistake: 'unknown' | 'type' | 'system' | 'size' | 'other';
  reason: string;
  /** The type that the attribute has, or should get. */
  type?: string;
  nearest?: string;
  /** Those of the namespace, as far as the server tells. */
  existing?: readonly string[];
}>({
  code: 'HR4034',
  title: 'A search attribute is not known, or its value does not fit',
  disposition: 'report',
  head: ({ name, namespace, mistake, nearest, reason, type }) => {
    const subject = `Search attribute "${name}"`;
    if (mistake === 'unknown') {
      return `${subject} does not exist in namespace "${namespace}".${nearest === undefined ? '' : ` Did you mean "${nearest}"?`}`;
    }
    if (mistake === 'type') return `${subject} is of type ${type ?? 'another kind'}, and the value is not: ${reason}`;
    if (mistake === 'system') return `${subject} is kept by the server, and cannot be set: ${reason}`;
    return `${subject} was refused: ${reason}`;
  },
  why: ({ mistake, existing = [] }) =>
    `nothing was started or changed${mistake !== 'unknown' ? '' : `: attributes exist per namespace and must be created before they are used${existing.length === 0 ? '' : ` (there are ${existing.join(', ')})`}`}.`,
  fix: ({ name, namespace, mistake, type = 'Keyword' }) => {
    if (mistake === 'unknown') {
      return `correct the name, or create it: temporal operator search-attribute create --namespace '${namespace}' --name '${name}' --type ${type} (on Temporal Cloud: tcld namespace search-attributes add, or the web console).`;
    }
    if (mistake === 'type') {
      return `give a value of its type (typedSearchAttributes with defineSearchAttributeKey checks it at compile time): a list of several values only for KeywordList.`;
    }
    if (mistake === 'system') return 'leave it out; for a value of your own create an attribute with another name.';
    return 'shorten the value: search attributes are for finding executions, data belongs into arguments or memo.';
  },
  example: {
    name: 'OrderState',
    namespace: 'default',
    mistake: 'unknown',
    reason: '3 INVALID_ARGUMENT: Namespace default has no mapping defined for search attribute OrderState',
  },
});
