/** What is known of a payload codec's call that went wrong. */
export interface CodecFacts {
  /** Its class and where it stands: `EncryptionCodec (dataConverter.payloadCodecs[0])`. */
  readonly codec: string;
  readonly method: 'encode' | 'decode';
  /** Whose payloads they were, where that is known: `The start of workflow "order"`. */
  readonly subject?: string;
}

/** ` of the start of workflow "order"` */
export function ofSubject(subject: string | undefined): string {
  return subject === undefined ? '' : ` of ${subject.charAt(0).toLowerCase()}${subject.slice(1)}`;
}

/** `2 payloads` */
export function payloads(count: number): string {
  return count === 1 ? '1 payload' : `${count} payloads`;
}
