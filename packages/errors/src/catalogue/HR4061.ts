import { defineError } from '../define-error';
import { lostCall, type LostCallFacts, lostCallRemedy } from '../internal/lost-call';

export const HR4061 = defineError<LostCallFacts>({
  code: 'HR4061',
  title: 'An interceptor of a client loses a call',
  disposition: 'refuse',
  head: lostCall,
  why: ({ mistake }) =>
    mistake === 'no result'
      ? 'the call was made. What the server answered is lost: whoever made the call gets nothing, or an error about something else.'
      : 'nothing was sent to the server, and the SDK does not notice: to whoever made the call it looks as if it had been.',
  fix: lostCallRemedy,
  example: {
    interceptor: 'Metrics (interceptors.workflow[0])',
    method: 'start',
    mistake: 'no next',
    value: 'undefined',
  },
});
