const RUN_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether a text has the form in which the server makes run ids, and some users their workflow ids: a UUID. */
export function isRunId(text: string): boolean {
  return RUN_ID.test(text);
}
