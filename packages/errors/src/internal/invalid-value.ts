/** An option that has a value that will not do. */
export interface InvalidValue {
  readonly subject: string;
  readonly field: string;
  readonly value: string;
  /** A clause that follows "which". */
  readonly reason: string;
}

/** The head of an error about one. */
export function invalidValue({ subject, field, value, reason }: InvalidValue): string {
  return `${subject} has ${field}: ${value}, which ${reason}.`;
}
