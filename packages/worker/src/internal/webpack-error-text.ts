/** A webpack error in the author's terms. */
export interface WebpackErrorText {
  /** One line: what is wrong. */
  readonly text: string;
  /** The code frame, where the loader gives one. */
  readonly frame?: string;
}

/** Takes from a webpack error what its author can act on; loaders, native backtraces and resolution logs are left out. */
export function webpackErrorText(message: string): WebpackErrorText {
  const plain = message.replace(COLOURS, '');
  const request =
    /Can't resolve '([^']+)'/.exec(plain)?.[1] ?? /Reading from "([^"]+)" is not handled/.exec(plain)?.[1];
  if (request !== undefined) return { text: `Can't resolve '${request}'` };
  const [first = '', ...rest] = plain
    .replace(/^Module (?:build failed|parse failed)(?: \(from .*\))?:\s*/, '')
    .split('\n');
  const frame = rest.filter((line) => FRAME_LINE.test(line)).join('\n');
  const text = first.replace(/^Error:\s*/, '').replace(/^[x×]\s+/, '');
  return frame === '' ? { text } : { text, frame };
}

// Terminal colours, which swc puts into its messages.
const COLOURS = /\u001B\[[0-9;]*m/g;

// The lines of swc's and of acorn's code frames: a place, numbered source, marks below it.
const FRAME_LINE = /^\s*(?:,-\[|╭─\[|>?\s*\d+ [|│]|[:·|] *[\^─])/;
