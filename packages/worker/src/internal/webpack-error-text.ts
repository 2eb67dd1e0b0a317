/** A webpack error in the author's terms. */
export interface WebpackErrorText {
  /** One line: what is wrong. */
  readonly text: string;
  /** The code frame, where the loader gives one. */
  readonly frame?: string;
  /** The place that the frame or the text points to, counted from 1. */
  readonly line?: number;
  readonly column?: number;
}

/** Takes from a webpack error what its author can act on; loaders, native backtraces and resolution logs are left out. */
export function webpackErrorText(message: string): WebpackErrorText {
  const plain = message.replace(COLOURS, '');
  const [first = '', ...rest] = plain
    .replace(/^Module (?:build failed|parse failed)(?: \(from .*\))?:\s*/, '')
    .split('\n');
  const text = first.replace(/^Error:\s*/, '').replace(/^[x×]\s+/, '');
  const place = /\((\d+):(\d+)\)$/.exec(text);
  // Of several mistakes in a file the first one is enough: the others often follow from it.
  const end = rest.findIndex((line) => /^\s*(?:`|╰)-/.test(line));
  const lines = rest.slice(0, end === -1 ? undefined : end).filter((line) => FRAME_LINE.test(line));
  const marked = placeOfMark(lines);
  return {
    text: text.replace(/ \(\d+:\d+\)$/, ''),
    ...(lines.length > 0 && { frame: lines.filter((line) => !/^\s*(?:,-\[|╭─\[)/.test(line)).join('\n') }),
    ...(place === null ? marked : { line: Number(place[1]), column: Number(place[2]) + 1 }),
  };
}

// Terminal colours, which swc puts into its messages.
const COLOURS = /\u001B\[[0-9;]*m/g;

// The lines of swc's and of acorn's code frames: a place, numbered source, marks below it.
const FRAME_LINE = /^\s*(?:,-\[|╭─\[|>?\s*\d+ [|│]|[:·|] *[\^─])/;

// The head of a frame names its first line, the marks stand below the line that is meant.
function placeOfMark(frame: readonly string[]): { line?: number; column?: number } {
  const mark = frame.findIndex((line) => /^\s*[:·|] *[\^─]/.test(line));
  const numbered = /^(\s*>?\s*(\d+) [|│] )/.exec(frame[mark - 1] ?? '');
  if (numbered === null) return {};
  const column = (frame[mark] ?? '').search(/[\^─]/) - (numbered[1] ?? '').length + 1;
  return { line: Number(numbered[2]), ...(column > 0 && { column }) };
}
