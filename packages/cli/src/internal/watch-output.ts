import { systemErrorReason } from '@handrail/common/host';

/** A stream of the process, as far as its errors go. */
interface FallibleStream {
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** What becomes of what is written. */
export interface Output {
  /** Settles when nobody reads results any more: they go to `head`, which has seen enough. */
  readonly unread: Promise<void>;
  /** Why results could not be written, though somebody wants them: a full disk. */
  readonly failure: () => string | undefined;
}

/**
 * Keeps a command from being torn down by a stream that cannot be written to, as Node does by itself. A reader that has gone is
 * no error: the command comes to its end and says by its exit code what it has found.
 */
export function watchOutput({ stdout, stderr }: Record<'stdout' | 'stderr', FallibleStream>): Output {
  let failure: string | undefined;
  const unread = new Promise<void>((resolve) => {
    stdout.on('error', (error) => {
      if (isReaderGone(error)) resolve();
      else failure ??= systemErrorReason(error);
    });
  });
  // Where nobody reads what goes wrong, there is nobody to tell that either.
  stderr.on('error', () => undefined);
  return { unread, failure: () => failure };
}

// Windows says EOF where the reader of a pipe has gone.
function isReaderGone(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EPIPE' || code === 'EOF' || code === 'ERR_STREAM_DESTROYED';
}
