/** An option that nothing reads, with those that there are. */
export interface UnknownOption {
  readonly unknownOption: string;
  readonly options: readonly string[];
  readonly nearest?: string;
}

export function unknownOptionHead(owner: string, { unknownOption }: UnknownOption): string {
  return `${owner} has no option ${unknownOption}.`;
}

export function unknownOptionFix({ options, nearest }: UnknownOption): string {
  return nearest === undefined ? `leave it out; the options are ${options.join(', ')}.` : `write ${nearest}.`;
}
