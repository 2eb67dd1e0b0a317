import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type InterceptorMethod, interceptorMethodsIn } from '../interceptors/methods.js';
import { type End, endsOf, type Fact } from '../interceptors/paths.js';
import { createRule } from '../rule.js';
import type { FunctionNode, SourceCode } from '../syntax/nodes.js';
import { isReassigned } from '../syntax/variables.js';
import { allNodesOf } from '../syntax/walk.js';

export const interceptorsCallNext = createRule({
  name: 'interceptors-call-next',
  demands: 'An interceptor passes each call on by next, and gives back what comes of it.',
  family: 'contract',
  config: 'recommended',
  codes: [],
  looksAt: 'any',
  messages: {
    never:
      '{{method}} of this interceptor never calls next: the call goes no further, and whoever made it is told that all went well. Return next(input), or throw where it is to be refused.',
    skipped:
      '{{method}} of this interceptor runs into its end without next: there the call goes no further, and whoever made it gets undefined. Return next(input) at the end, or throw where it is to be refused.',
    lost: '{{method}} of this interceptor does not give back what next gives: whoever made the call gets undefined. Return it.',
    floating:
      '{{method}} of this interceptor does not wait for next: whoever made the call goes on before it is done, and nobody hears of its error. Return or await it.',
  },
  create: (context) => ({
    Program() {
      const { sourceCode } = context;
      for (const method of interceptorMethodsIn(sourceCode)) {
        const found = mistakeOf(method, sourceCode);
        if (found === undefined) continue;
        const { parent } = method.node;
        const head = 'key' in parent ? parent.key : method.node;
        context.report({ node: found.node ?? head, messageId: found.mistake, data: { method: method.name } });
      }
    },
  }),
});

type Mistake = 'never' | 'skipped' | 'lost' | 'floating';

interface Found {
  readonly mistake: Mistake;
  /** Where next is called. */
  readonly node?: TSESTree.Node | undefined;
}

function mistakeOf({ node, kind }: InterceptorMethod, sourceCode: SourceCode): Found | undefined {
  const parameter = node.params[1];
  const next = parameter && variableNamed(parameter, node, sourceCode);
  // Taken out of a list of arguments, or given another value, it is not followed.
  if (isListed(node, sourceCode) || (parameter !== undefined && (next === undefined || isReassigned(next))))
    return undefined;
  const ends = endsOf(node, next, sourceCode);
  if (ends.length > 0 && ends.every((each) => has(each, 'none') && each.facts.size === 1))
    return isMeant(next, ends) ? undefined : { mistake: 'never' };
  const used = next?.references[0]?.identifier;
  if (kind === 'effect')
    return ends.some((each) => has(each, 'dropped')) ? { mistake: 'floating', node: used } : undefined;
  if (kind === 'synchronous') return undefined;
  const empty = ends.filter(({ valued }) => !valued);
  if (empty.some((each) => LOST.some((fact) => has(each, fact)))) return { mistake: 'lost', node: used };
  return empty.some((each) => each.implicit && has(each, 'none')) ? { mistake: 'skipped' } : undefined;
}

const LOST: readonly Fact[] = ['dropped', 'awaited', 'stored', 'handed'];

function has({ facts }: End, fact: Fact): boolean {
  return facts.has(fact);
}

/** Whether next was left out on purpose: what stands for the call gives a value of its own, and does not ask for next. */
function isMeant(next: TSESLint.Scope.Variable | undefined, ends: readonly End[]): boolean {
  return (next === undefined || next.name.startsWith('_')) && ends.every(({ valued }) => valued);
}

function variableNamed(
  parameter: TSESTree.Parameter,
  node: FunctionNode,
  sourceCode: SourceCode,
): TSESLint.Scope.Variable | undefined {
  const variables = sourceCode.scopeManager?.getDeclaredVariables(node) ?? [];
  return variables.find(({ identifiers }) => identifiers.some((each) => each === parameter));
}

function isListed({ params, body }: FunctionNode, sourceCode: SourceCode): boolean {
  const isRest = params.some(({ type }) => type === 'RestElement');
  return isRest || allNodesOf(body, sourceCode).some((each) => each.type === 'Identifier' && each.name === 'arguments');
}
