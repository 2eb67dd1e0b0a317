import type { Style } from '../style';

/**
 * A page of the docs for the terminal: the same text without Markdown's signs. Code is indented instead of fenced, and a
 * link to another error is its code.
 */
export function formatErrorPage(markdown: string, style: Style): string {
  const lines: string[] = [];
  let inCode = false;
  for (const line of markdown.replaceAll(COMMENT, '').trim().split('\n')) {
    if (FENCE.test(line)) inCode = !inCode;
    else if (inCode) lines.push(`    ${line}`.trimEnd());
    else lines.push(formatProse(line, style));
  }
  return lines.join('\n').replaceAll(/\n{3,}/g, '\n\n');
}

const COMMENT = /<!--[\s\S]*?-->/g;
const FENCE = /^\s*```/;
const HEADING = /^#+ (.*)$/;
const ERROR_LINK = /\[(HR\d{4})\]\([^)]*\)/g;
const LINK = /\[([^\]]+)\]\((https?:[^)]*)\)/g;
const RELATIVE_LINK = /\[([^\]]+)\]\([^)]*\)/g;

function formatProse(line: string, style: Style): string {
  const heading = HEADING.exec(line)?.[1];
  const text = (heading ?? line)
    .replaceAll(ERROR_LINK, '$1')
    .replaceAll(LINK, '$1 ($2)')
    .replaceAll(RELATIVE_LINK, '$1')
    .replaceAll('**', '');
  return heading === undefined ? text : style.bold(text);
}
