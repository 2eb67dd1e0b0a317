/**
 * A promise that an activity leaves behind may fail after its attempt has died. That would end the test process, so it is
 * counted instead. Whoever listened before listens again after the check.
 */
export function patchRejections(onRejection: (reason: unknown) => void): () => void {
  const listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', onRejection);
  return () => {
    process.off('unhandledRejection', onRejection);
    for (const listener of listeners) process.on('unhandledRejection', listener);
  };
}
