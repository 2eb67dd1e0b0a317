import { DEFAULT_DOCS_URL, type ErrorCode } from '@handrail/errors';
import type { Rule } from 'eslint';
import type { TSESLint } from '@typescript-eslint/utils';
import { askAbout } from './syntax/imported.js';
import { rolesFor, type WorkflowCode, workflowCodeOf } from './workflow-code.js';

/** What a rule is about; the table of rules is sorted by it. */
export type Family =
  | 'bundle'
  | 'network'
  | 'determinism'
  | 'waiting'
  | 'cancellation'
  | 'promises'
  | 'contract'
  | 'timeouts'
  | 'versioning'
  | 'adoption'
  | 'settings';

/** The first config that has the rule. */
export type ConfigName = 'recommended' | 'strict' | 'portable';

/** ESLint's context, with the syntax tree typed as the TypeScript parser makes it. */
export type RuleContext<Message extends string, Options extends readonly unknown[] = readonly []> = Readonly<
  TSESLint.RuleContext<Message, Options>
>;

/** What one file in `rules/` states about its rule. */
export interface RuleEntry<Message extends string, Options extends readonly unknown[]> {
  readonly name: string;
  /** What the rule demands, as one sentence. */
  readonly demands: string;
  readonly family: Family;
  readonly config: ConfigName;
  /** The errors that the rule prevents. Where there is one only, it stands at the end of each message. */
  readonly codes: readonly ErrorCode[];
  /** Where a message is about one of several codes it ends with `({{code}})`. `suggestion` is no report's. */
  readonly messages: Readonly<Record<Message, string>>;
  readonly type?: 'problem' | 'suggestion';
  readonly fixable?: 'code';
  readonly hasSuggestions?: boolean;
  readonly schema?: TSESLint.RuleMetaData<Message>['schema'];
  readonly defaultOptions?: Options;
  /** `workflow` (the default): the rule sees only files that are workflow code. `any`: it sees all files. */
  readonly looksAt?: 'workflow' | 'any';
  /** @param workflow why the file is workflow code; undefined only for a rule that looks at any file */
  readonly create: (
    context: RuleContext<Message, Options>,
    workflow: WorkflowCode | undefined,
  ) => TSESLint.RuleListener;
}

/** A rule with what configs, docs and tests need to know about it. */
export interface HandrailRule {
  readonly name: string;
  readonly demands: string;
  readonly family: Family;
  readonly config: ConfigName;
  readonly codes: readonly ErrorCode[];
  readonly module: Rule.RuleModule;
}

/** Turns an entry into a rule. Every file in `rules/` calls it once. */
export function createRule<Message extends string, Options extends readonly unknown[] = readonly []>(
  entry: RuleEntry<Message, Options>,
): HandrailRule {
  const { name, demands, family, config, codes, looksAt = 'workflow' } = entry;
  const module = {
    meta: {
      type: entry.type ?? 'problem',
      docs: { description: demands, recommended: config === 'recommended', url: ruleUrl(name) },
      messages: withCode(entry.messages, codes),
      schema: entry.schema ?? [],
      defaultOptions: entry.defaultOptions ?? [],
      ...(entry.fixable && { fixable: entry.fixable }),
      ...(entry.hasSuggestions && { hasSuggestions: true }),
    },
    create(context: RuleContext<Message, Options>) {
      const workflow = workflowCodeOf(context);
      if (workflow !== undefined) askAbout(context.sourceCode, rolesFor(context));
      return looksAt === 'workflow' && workflow === undefined ? {} : entry.create(context, workflow);
    },
  };
  // ESLint's own types know nothing of TypeScript's nodes.
  return { name, demands, family, config, codes, module: module as unknown as Rule.RuleModule };
}

function ruleUrl(name: string): string {
  const docs = process.env['HANDRAIL_DOCS_URL'] || DEFAULT_DOCS_URL;
  return `${docs.replace(/\/$/, '')}/rules/${name}`;
}

function withCode(messages: Readonly<Record<string, string>>, codes: readonly ErrorCode[]): Record<string, string> {
  const [code, ...others] = codes;
  const suffix = code === undefined || others.length > 0 ? '' : ` (${code})`;
  // What a suggestion does is no error.
  return Object.fromEntries(
    Object.entries(messages).map(([id, text]) => [id, id === 'suggestion' ? text : `${text}${suffix}`]),
  );
}
