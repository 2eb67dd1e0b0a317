import type { Explanation } from '../explanation';

const UNSEEN = /[\p{Cc}\p{Bidi_Control}]/gu;

/** Ids and failures may hold any character: what would move the cursor, end the line or turn it round is written out. */
export function visibleText(text: string): string {
  return text.replaceAll(UNSEEN, (character) => {
    if (character === '\n') return '\\n';
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
  });
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
