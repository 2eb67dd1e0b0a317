import type { Explanation } from '@handrail/operations';
import type { Style } from '../style';

const WIDTH = 11;

/** A verdict for a person under pressure: the first line says all, and what follows says why and what to do. */
export function formatExplanation(explanation: Explanation, style: Style): string {
  const { cause, healthy, headline, evidence, consequence, remedy, also, path, notExamined, links, code } = explanation;
  const mark = healthy ? style.bold(`well, ${cause}:`) : style.red(style.bold(`${cause}:`));
  return [
    `${mark} ${headline}`,
    ...list(
      'Evidence',
      evidence.map(({ what, since }) => (since === undefined ? what : `${what}  ${style.dim(`since ${since}`)}`)),
    ),
    ...list('Then', [consequence]),
    ...list(
      'Do',
      remedy.flatMap(({ text, command }) => (command === undefined ? [text] : [text, `  ${style.bold(command)}`])),
    ),
    ...(path.length > 1
      ? list('Path', [path.map(({ workflowId, cause: each }) => `${workflowId} (${each})`).join(' → ')])
      : []),
    ...list(
      'Also',
      also.map((each) => `${each.cause}: ${each.headline}`),
    ),
    ...list('Not seen', notExamined),
    ...(links.runbook === undefined ? [] : list('Runbook', [links.runbook])),
    ...(links.docs === null || links.runbook !== undefined
      ? []
      : list('Docs', [`${links.docs}  (offline: npx handrail explain ${code})`])),
    ...(links.ui === null ? [] : list('Inspect', [links.ui])),
  ].join('\n');
}

function list(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `  ${(index === 0 ? `${label}:` : '').padEnd(WIDTH)}${line}`);
}
