import type { Explanation } from '../explanation';

/** Ids and failures may hold any character: what would move the cursor or end the line is written out. */
export function visibleText(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (character) =>
    character === '\n' ? '\\n' : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** What is said in words, each on one line. Ids and commands stay as they are. */
export function withVisibleText(explanation: Explanation): Explanation {
  return {
    ...explanation,
    headline: visibleText(explanation.headline),
    evidence: explanation.evidence.map((each) => ({ ...each, what: visibleText(each.what) })),
    consequence: visibleText(explanation.consequence),
    remedy: explanation.remedy.map((each) => ({ ...each, text: visibleText(each.text) })),
    also: explanation.also.map((each) => ({ ...each, headline: visibleText(each.headline) })),
    notExamined: explanation.notExamined.map(visibleText),
  };
}
