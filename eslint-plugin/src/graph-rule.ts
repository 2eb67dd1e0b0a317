import type { ErrorCode, Problem } from '@handrail/errors';
import type { Finding, HazardKind } from './engine/index.js';
import { reportOf } from './lint-project.js';
import { type ConfigName, createRule, type Family, type HandrailRule } from './rule.js';

interface GraphRuleEntry {
  readonly name: string;
  readonly demands: string;
  readonly family: Family;
  readonly config?: ConfigName;
  readonly codes: readonly ErrorCode[];
  readonly kind: HazardKind;
  /** Words the finding. */
  readonly describe: (finding: Finding) => Pick<Problem, 'head' | 'fix'>;
}

/** A rule about what workflow code reaches through calls and imports. Its words are those of the error that it prevents. */
export function createGraphRule({ kind, describe, config = 'recommended', ...entry }: GraphRuleEntry): HandrailRule {
  return createRule({
    ...entry,
    config,
    messages: { found: '{{text}}' },
    create: (context) => ({
      Program() {
        for (const finding of reportOf(context).findings) {
          if (finding.kind !== kind) continue;
          const { head, fix } = describe(finding);
          const [start, end] = finding.span;
          context.report({
            loc: { start: context.sourceCode.getLocFromIndex(start), end: context.sourceCode.getLocFromIndex(end) },
            messageId: 'found',
            data: { text: `${head} To do: ${fix.replaceAll('\n', ' ')}` },
          });
        }
      },
    }),
  });
}

/** The facts that most errors about reached hazards need. */
export function reached({ from, may, hazard, chain }: Finding) {
  return { from, may, hazard, chain };
}
