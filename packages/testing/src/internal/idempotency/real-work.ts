import { createHook } from 'node:async_hooks';
import { scopes } from './scope';

/** What Node's own code calls its requests and handles: `FSREQPROMISE`, `SCRYPTREQUEST`, `ZLIB`. */
const NATIVE = /^[A-Z0-9_]+$/;

/**
 * Notices work that an attempt gives to the operating system or to another thread: reading a file, hashing, compressing, a timer
 * that was taken from the platform before the check. Its answer comes by real time. Watching costs too much for every run.
 */
export function watchRealWork(onSeen: () => void): () => void {
  const hook = createHook({
    init(_id, type) {
      if (type === 'PROMISE' || (type !== 'Timeout' && !NATIVE.test(type))) return;
      const scope = scopes.getStore();
      if (scope !== undefined && !scope.isInside) onSeen();
    },
  });
  hook.enable();
  return () => void hook.disable();
}
