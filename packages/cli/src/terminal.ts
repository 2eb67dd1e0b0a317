import { type Style, styleFor } from './style';

/** The streams and settings that a command runs with: the process's own, or a test's. */
export interface TerminalStreams {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly environment: NodeJS.ProcessEnv;
}

interface OutputStream {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Where a command writes: results to stdout, all else to stderr. */
export interface Terminal {
  readonly stdoutStyle: Style;
  readonly stderrStyle: Style;
  /** Whether a person reads stderr as it is written. */
  readonly stderrIsTerminal: boolean;
  /** A result, with a line end added. */
  readonly print: (text: string) => void;
  /** A progress line, a warning or an error, with a line end added. */
  readonly note: (text: string) => void;
  /** What another program has written, as it is. */
  readonly passOn: (text: string) => void;
}

export function createTerminal({ stdout, stderr, environment }: TerminalStreams, wantsColour: boolean): Terminal {
  const forced = forcedColour(environment);
  const allowed = wantsColour && !environment['NO_COLOR'];
  return {
    stdoutStyle: styleFor(allowed && (forced ?? stdout.isTTY === true)),
    stderrStyle: styleFor(allowed && (forced ?? stderr.isTTY === true)),
    stderrIsTerminal: stderr.isTTY === true,
    print: (text) => void stdout.write(`${harmless(text)}\n`),
    note: (text) => void stderr.write(`${harmless(text)}\n`),
    passOn: (text) => void stderr.write(text),
  };
}

/** What `FORCE_COLOR` says, as Node and its libraries take it: for logs that show colours though they are no terminal. */
function forcedColour({ FORCE_COLOR: forced }: NodeJS.ProcessEnv): boolean | undefined {
  return forced === undefined ? undefined : forced !== '0' && forced !== 'false';
}

// All control characters but line ends and tabs, and but what begins a style of ours; and those that turn a line round.
const CONTROL = /\u001B(?!\[(?:1|2|22|31|39)m)|[\0-\u0008\u000B-\u001A\u001C-\u001F\u007F-\u009F\p{Bidi_Control}]/gu;

/** Ids and failures are other people's text, which must not move the cursor, turn a line round or write to the clipboard. Still JSON after it. */
function harmless(text: string): string {
  return text.replaceAll(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
