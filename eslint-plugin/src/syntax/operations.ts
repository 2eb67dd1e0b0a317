import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceCode } from './nodes.js';
import { type Value, valueOf } from './values.js';

/** What a call asks of the server or waits for. Its promise is rejected when its scope is cancelled, but for `continueAsNew`. */
export interface Operation {
  readonly kind: 'activity' | 'timer' | 'condition' | 'child' | 'signal' | 'scope' | 'continueAsNew';
  /** How a message names it: `charge()`, `sleep()`. */
  readonly label: string;
}

const SDK_OPERATIONS: Readonly<Record<string, Operation['kind']>> = {
  sleep: 'timer',
  condition: 'condition',
  executeChild: 'child',
  startChild: 'child',
  scheduleActivity: 'activity',
  scheduleLocalActivity: 'activity',
  continueAsNew: 'continueAsNew',
  'CancellationScope.cancellable': 'scope',
  'CancellationScope.withTimeout': 'scope',
};

/** The operation that a call starts; undefined for any other call. */
export function operationOf(node: TSESTree.Node, sourceCode: SourceCode): Operation | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const called = valueOf(node.callee, sourceCode);
  const kind = kindOf(called);
  return kind && { kind, label: labelOf(node, called) };
}

function kindOf(called: Value | undefined): Operation['kind'] | undefined {
  switch (called?.kind) {
    case 'activity':
      return 'activity';
    case 'continueAsNew':
      return 'continueAsNew';
    case 'handleMethod':
      return called.of === 'child' && called.name === 'result'
        ? 'child'
        : called.name === 'signal'
          ? 'signal'
          : undefined;
    case 'sdk':
      return called.package === 'workflow' && Object.hasOwn(SDK_OPERATIONS, called.name)
        ? SDK_OPERATIONS[called.name]
        : undefined;
    default:
      return undefined;
  }
}

function labelOf(node: TSESTree.CallExpression, called: Value | undefined): string {
  const name = called?.kind === 'activity' || called?.kind === 'sdk' ? called.name : undefined;
  const { callee } = node;
  return `${name ?? (callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : callee.type === 'Identifier' ? callee.name : 'the call')}()`;
}
