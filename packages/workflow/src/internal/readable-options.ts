import { snapshotOptions, UNREADABLE } from '@handrail/common/guards';

interface Note {
  readonly [UNREADABLE]?: readonly unknown[];
}

/**
 * Options that the SDK can copy: the given object itself, whose fields the SDK reads at each call of a proxied activity and may
 * by then be others. Where a getter throws it is a copy, the option is left out, and a note of it goes along to the
 * interceptor, which reports it (HR2013) together with whatever else is wrong with the call.
 *
 * @param base options over which these will be merged, with a note of their own
 */
export function readableOptions<O extends object | undefined>(given: O, base: Note = {}): O & Note {
  // What is no options at all gets the SDK's own error.
  if (Object(given) !== given) return given as O & Note;
  const { options, unreadable } = snapshotOptions(given);
  const notes = [...(base[UNREADABLE] ?? []), ...unreadable];
  return (notes[0] ? { ...options, [UNREADABLE]: notes } : given) as O & Note;
}
