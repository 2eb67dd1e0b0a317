import type { TSESTree } from '@typescript-eslint/utils';
import { projectOf } from '../lint-project.js';
import { createRule } from '../rule.js';
import { isCalledHere } from '../syntax/calls.js';
import { isWithin, nameOfFunction } from '../syntax/nodes.js';
import { payloadFaults } from '../syntax/payload-types.js';
import { valueOf } from '../syntax/values.js';
import { workflowsIn } from '../syntax/workflows.js';

export const serializablePayloads = createRule({
  name: 'serializable-payloads',
  demands: 'Arguments and results of workflows, signals, queries and updates arrive as they are sent.',
  family: 'contract',
  config: 'recommended',
  codes: [],
  messages: {
    changes:
      '{{what}} has {{type}}{{at}}, which {{becomes}}: payloads are JSON. Send a string, a number or a plain object, and turn it back where it is used.',
  },
  create: (context, workflow) => {
    const { sourceCode } = context;
    const { ast } = sourceCode;
    const check = (type: TSESTree.TypeNode | undefined, what: string) => {
      if (type === undefined) return;
      for (const { node, path, type: text, becomes } of payloadFaults(type, ast)) {
        // A type of the file may be used by several; it is reported at each use of it.
        context.report({
          node: isWithin(node, type) ? node : type,
          messageId: 'changes',
          data: { what, type: text, at: path === '' ? '' : ` at ${path}`, becomes },
        });
      }
    };
    return {
      Program() {
        for (const node of workflowsIn(sourceCode, workflow)) {
          if (!node.async) continue;
          const name = nameOfFunction(node) ?? 'default';
          const types = [...node.params.map(typeOf), promised(node.returnType?.typeAnnotation)];
          if (types.every((type) => type === undefined || payloadFaults(type, ast).length === 0)) continue;
          if (isCalledHere(node, sourceCode)) continue;
          const isUse = node.params.some((each) => takesFunctions(typeOf(each))) ? 'any' : 'call';
          if (projectOf(context).isCalledElsewhere(context.filename, name, isUse)) continue;
          for (const parameter of node.params)
            check(typeOf(parameter), `Argument ${textOf(parameter)} of workflow ${name}`);
          check(promised(node.returnType?.typeAnnotation), `The result of workflow ${name}`);
        }
      },
      CallExpression(node) {
        const value = valueOf(node, sourceCode);
        const types = node.typeArguments?.params ?? [];
        if (value?.kind !== 'definition') return;
        const [name] = node.arguments;
        const what = `${value.of} ${name === undefined ? '' : sourceCode.getText(name)}`;
        if (value.of === 'signal') return check(types[0], `An argument of ${what}`);
        check(types[0], `The answer of ${what}`);
        check(types[1], `An argument of ${what}`);
      },
    };
  },
});

/** Whether a parameter is a function, or a list of functions: that of a helper mostly. */
function takesFunctions(type: TSESTree.TypeNode | undefined): boolean {
  if (type?.type === 'TSArrayType') return takesFunctions(type.elementType);
  if (type?.type === 'TSTypeOperator') return takesFunctions(type.typeAnnotation);
  if (type?.type === 'TSTypeReference')
    return type.typeName.type === 'Identifier' && /^(?:Readonly)?Array$/.test(type.typeName.name)
      ? takesFunctions(type.typeArguments?.params[0])
      : false;
  return type?.type === 'TSFunctionType';
}

function typeOf(parameter: TSESTree.Parameter): TSESTree.TypeNode | undefined {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  return 'typeAnnotation' in target ? target.typeAnnotation?.typeAnnotation : undefined;
}

function textOf(parameter: TSESTree.Parameter): string {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  return target.type === 'Identifier' ? target.name : 'in braces';
}

/** What a workflow gives, out of `Promise<…>`. */
function promised(type: TSESTree.TypeNode | undefined): TSESTree.TypeNode | undefined {
  return type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'Promise'
    ? type.typeArguments?.params[0]
    : undefined;
}
