/** How text stands out. Colour never carries meaning alone: without it the text is the same. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
}

const PLAIN: Style = { bold: (text) => text, dim: (text) => text, red: (text) => text };

const COLOURED: Style = { bold: ansi(1, 22), dim: ansi(2, 22), red: ansi(31, 39) };

export function styleFor(colour: boolean): Style {
  return colour ? COLOURED : PLAIN;
}

function ansi(start: number, end: number): (text: string) => string {
  return (text) => `\u001B[${start}m${text}\u001B[${end}m`;
}
