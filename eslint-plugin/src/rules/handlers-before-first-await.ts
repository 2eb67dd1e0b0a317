import type { TSESTree } from '@typescript-eslint/utils';
import { createRule } from '../rule.js';
import { type Registration, registrationsIn } from '../syntax/handlers.js';
import { type FunctionNode, type SourceCode } from '../syntax/nodes.js';
import { operationOf } from '../syntax/operations.js';
import { functionCalled, operationStartedBy } from '../syntax/promises.js';
import { nodesOf } from '../syntax/walk.js';
import { workflowsIn } from '../syntax/workflows.js';

export const handlersBeforeFirstAwait = createRule({
  name: 'handlers-before-first-await',
  demands: 'Handlers of queries and updates are registered before a workflow first waits.',
  family: 'waiting',
  config: 'recommended',
  codes: [],
  messages: {
    query:
      'The handler of query {{name}} is registered after the workflow has waited for {{call}}: until then every such query fails. Register it first; signals alone are kept for a late handler.',
    update:
      'The handler of update {{name}} is registered after the workflow has waited for {{call}}: until then every such update is rejected. Register it first; signals alone are kept for a late handler.',
  },
  create: (context, workflow) => ({
    Program() {
      const { sourceCode } = context;
      for (const node of workflowsIn(sourceCode, workflow).filter(({ async }) => async)) {
        for (const { registration, label } of lateIn(node, sourceCode)) {
          const { kind, name, call } = registration;
          if (kind === 'signal' || kind === undefined) continue;
          context.report({ node: call, messageId: kind, data: { name, call: label } });
        }
      }
    },
  }),
});

interface Late {
  readonly registration: Registration;
  readonly label: string;
}

function lateIn(workflow: FunctionNode, sourceCode: SourceCode): Late[] {
  const registrations = new Map(registrationsIn(sourceCode).map((each) => [each.call, each]));
  const early: Registration[] = [];
  const late: Late[] = [];
  let waitedFor: string | undefined;
  const follow = (body: TSESTree.Node, seen: readonly FunctionNode[]) => {
    for (const node of inOrder(body, sourceCode)) {
      if (node.type === 'AwaitExpression') {
        waitedFor ??= waitIn(node, sourceCode);
        continue;
      }
      const registration = registrations.get(node);
      const isKnown = registration !== undefined && early.some((each) => isSame(each, registration));
      if (registration !== undefined && !isKnown) {
        if (waitedFor === undefined) early.push(registration);
        else late.push({ registration, label: waitedFor });
      }
      const called = functionCalled(node, sourceCode);
      if (called !== undefined && !seen.includes(called)) follow(called.body, [...seen, called]);
    }
  };
  follow(workflow.body, [workflow]);
  return late;
}

/** What a workflow does not come back from in the same task. */
function waitIn({ argument }: TSESTree.AwaitExpression, sourceCode: SourceCode): string | undefined {
  const operation = operationOf(argument, sourceCode) ?? operationStartedBy(argument, sourceCode);
  return operation?.label;
}

function isSame(a: Registration, b: Registration): boolean {
  return a.definition !== undefined && a.definition === b.definition;
}

/** Calls and waits as they are evaluated: what is awaited comes before the waiting. */
function inOrder(node: TSESTree.Node, sourceCode: SourceCode) {
  return nodesOf(node, sourceCode)
    .filter((each) => each.type === 'CallExpression' || each.type === 'AwaitExpression')
    .sort((a, b) => a.range[1] - b.range[1] || b.range[0] - a.range[0]);
}
