import type { ErrorDefinition } from '@handrail/errors';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isGuarded } from '../lint-project.js';
import { createRule, type ConfigName, type HandrailRule, type RuleEntry } from '../rule.js';
import type { SourceCode } from '../syntax/nodes.js';
import { type CallKind, type GuardedCall, guardedCallsIn } from './guarded-calls.js';
import type { FoldedEntry } from './fold.js';
import { isWaived } from './waivers.js';

/** One violation in the options of a call: the facts of its error, apart from who the culprit is. */
export interface Finding<Facts> {
  readonly facts: Omit<Facts, 'subject'>;
  /** The option to point at. */
  readonly at: FoldedEntry;
  readonly suggestion?: { readonly says: string; readonly fix: TSESLint.ReportFixFunction };
}

/** What one rule about options states; its words are its error's. */
export interface OptionsRule<Facts extends { readonly subject: string }, Settings extends object> {
  readonly name: string;
  readonly demands: string;
  readonly config: ConfigName;
  readonly error: ErrorDefinition<Facts>;
  readonly kinds: readonly CallKind[];
  readonly schema?: RuleEntry<'found', readonly [Settings]>['schema'];
  readonly settings: Settings;
  readonly looksAtTests?: false;
  /** The SDK refuses it, too; everything else is Handrail's policy, which holds where Handrail is used. */
  readonly isRefusedBySdk?: true;
  readonly find: (call: GuardedCall, settings: Settings, sourceCode: SourceCode) => readonly Finding<Facts>[];
}

const TEST =
  /(?:^|[\\/])(?:__tests__|tests?|specs?|mocha)[\\/]|(?:^|[\\/])tests?-[^\\/]*$|\.(?:test|spec)\.[cm]?[jt]sx?$/;

/** A rule that holds the options of calls to what a guard refuses at run time. It looks at any file. */
export function createOptionsRule<Facts extends { readonly subject: string }, Settings extends object>(
  rule: OptionsRule<Facts, Settings>,
): HandrailRule {
  const { name, demands, config, error, kinds, settings, find } = rule;
  return createRule<'found' | 'suggestion', readonly [Settings]>({
    name,
    demands,
    family: 'timeouts',
    config,
    codes: [error.code],
    looksAt: 'any',
    hasSuggestions: true,
    messages: { found: '{{head}} {{fix}}', suggestion: '{{says}}' },
    ...(rule.schema && { schema: rule.schema, defaultOptions: [settings] }),
    create: (context) => ({
      Program() {
        if (rule.looksAtTests === false && TEST.test(context.filename)) return;
        const calls = guardedCallsIn(context.sourceCode);
        if (calls.length === 0 || (rule.isRefusedBySdk !== true && !isGuarded(context))) return;
        const reported = new Set<TSESTree.Node>();
        for (const call of calls) {
          if (!kinds.includes(call.kind) || isWaived(call, error.code)) continue;
          for (const { facts, at, suggestion } of find(
            call,
            { ...settings, ...context.options[0] },
            context.sourceCode,
          )) {
            // Options that several calls share are one mistake.
            if (reported.has(at.property)) continue;
            reported.add(at.property);
            const { head, fix } = error.problem({ ...facts, subject: call.subject } as Facts);
            context.report({
              node: at.property,
              messageId: 'found',
              data: { head, fix: fix.charAt(0).toUpperCase() + fix.slice(1) },
              suggest: suggestion && [
                { messageId: 'suggestion', data: { says: suggestion.says }, fix: suggestion.fix },
              ],
            });
          }
        }
      },
    }),
  });
}
