import type { ErrorCode, Problem } from '@handrail/errors';
import type { Finding, HazardKind } from './engine/index.js';
import { reportOf } from './lint-project.js';
import { type ConfigName, createRule, type Family, type HandrailRule, type RuleContext } from './rule.js';
import { callAsActivity } from './suggestions/call-as-activity.js';
import { exportTypes } from './suggestions/export-types.js';

interface GraphRuleEntry {
  readonly name: string;
  readonly demands: string;
  readonly family: Family;
  readonly config?: ConfigName;
  readonly codes: readonly ErrorCode[];
  readonly kind: HazardKind;
  /** Calling an activity, or exporting types only, may be what was meant. */
  readonly suggests?: boolean;
  /** Words the finding. */
  readonly describe: (finding: Finding) => Pick<Problem, 'head' | 'fix'>;
}

const TYPESCRIPT = /\.[cm]?tsx?$/;

/** A rule about what workflow code reaches through calls and imports. Its words are those of the error that it prevents. */
export function createGraphRule({
  kind,
  describe,
  config = 'recommended',
  suggests = false,
  ...entry
}: GraphRuleEntry): HandrailRule {
  return createRule({
    ...entry,
    config,
    hasSuggestions: suggests,
    messages: { found: '{{text}}', suggestion: '{{text}}' },
    create: (context) => ({
      Program() {
        const { sourceCode } = context;
        // Only who minds what the sandbox replaces has it looked for.
        for (const finding of reportOf(context, kind === 'replaced-global' ? 'all' : 'hazards').findings) {
          if (finding.kind !== kind) continue;
          const { head, fix } = describe(finding);
          const [start, end] = finding.span;
          context.report({
            loc: { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) },
            messageId: 'found',
            data: { text: `${head} To do: ${fix.replaceAll('\n', ' ')}` },
            suggest: suggests ? suggestionsAt(start, context) : [],
          });
        }
      },
    }),
  });
}

// Both write what TypeScript alone has.
function suggestionsAt(start: number, { filename, sourceCode }: RuleContext<'suggestion'>) {
  if (!TYPESCRIPT.test(filename)) return [];
  const node = sourceCode.getNodeByRangeIndex(start);
  const suggestions = [
    ['Call it as an activity.', callAsActivity(node, sourceCode)],
    ['Export its types only.', exportTypes(node, sourceCode)],
  ] as const;
  return suggestions.flatMap(([text, fix]) =>
    fix === undefined ? [] : [{ messageId: 'suggestion' as const, data: { text }, fix }],
  );
}

/** The facts that most errors about reached hazards need. */
export function reached({ from, may, hazard, chain }: Finding) {
  return { from, may, hazard, chain };
}
