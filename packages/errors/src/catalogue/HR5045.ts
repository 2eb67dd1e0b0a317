import { defineError } from '../define-error';

export const HR5045 = defineError<{
  subject: string;
  /** The class of the error. */
  error: string;
  field: string;
}>({
  code: 'HR5045',
  title: 'An error has a field that only an ApplicationFailure has',
  disposition: 'warn',
  head: ({ subject, error, field }) =>
    `${subject} threw ${error} with the field ${field}, which only an ApplicationFailure has.`,
  why: ({ field }) =>
    field === 'nonRetryable'
      ? 'the SDK does not read it: the retry policy alone says whether the activity is tried again.'
      : 'the SDK does not read it: the next attempt comes when the retry policy says.',
  fix: ({ error, field }) => {
    const isOwn = !SHARED.test(error);
    const given = field === 'nonRetryable' ? 'nonRetryable: true' : `${field}: error.${field}`;
    return [
      `throw ApplicationFailure.fromError(error, { ${given} }), or ApplicationFailure.create({ message: error.message, ${isOwn ? `type: '${error}', ` : ''}${given} }).`,
      ...(field === 'nonRetryable' && isOwn
        ? [`Or name the class where the activity is called: retry: { nonRetryableErrorTypes: ['${error}'] }.`]
        : []),
    ].join('\n');
  },
  example: { subject: 'Activity "charge"', error: 'CardDeclined', field: 'nonRetryable' },
});

/** Classes of JavaScript, of Node.js and of libraries, which stand for many errors: not each of them is final. */
const SHARED =
  /^(?:|Eval|Range|Reference|Syntax|Type|URI|Aggregate|Abort|Timeout|System|Node|Assertion|Axios|Fetch|HTTP|Http|Request|Response|API|Api|Database|Mongo|MongoServer|PrismaClientKnownRequest|QueryFailed|Stripe\w*|Zod|Validation)Error$|^(?:DOMException|\w*ServiceException)$/;
