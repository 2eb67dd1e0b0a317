// Letters of East Asia and pictures take two columns of a terminal, accents and marks of direction none.
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const UNSEEN = /[\p{Mn}\p{Me}\p{Cf}]/u;

function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += widthOf(letter);
  return width;
}

/** A text that takes so many columns: filled up, or cut and marked as cut. */
export function fitText(text: string, columns: number): string {
  const width = textWidth(text);
  if (width <= columns) return text + ' '.repeat(columns - width);
  let kept = '';
  let room = columns - 1;
  for (const letter of text) {
    room -= widthOf(letter);
    if (room < 0) break;
    kept += letter;
  }
  return fitText(`${kept}…`, columns);
}

function widthOf(letter: string): number {
  if (UNSEEN.test(letter)) return 0;
  return WIDE.test(letter) ? 2 : 1;
}
