import { keyOf, nameOf, type Node, startOf, visitNodes } from './syntax';

/** A call of `ApplicationFailure.create`, with the names of what it is given, as far as the code says them. */
export interface MadeFailure {
  readonly fields: readonly string[];
  /** Where the call begins, in characters. */
  readonly start: number;
}

/** The failures that a module makes of options. */
export function madeFailures(program: Node): MadeFailure[] {
  const calls: Node[] = [];
  const variables = new Map<string, Node | undefined>();
  const locals = new Set<string>();
  const own = new Set<string>();
  visitNodes(program, (node) => {
    if (isCreate(node)) calls.push(node);
    if (node.type === 'ImportDeclaration') noteImports(node, locals, own);
    if (node.type === 'ClassDeclaration') own.add(nameOf(node['id']) ?? '');
    if (node.type !== 'VariableDeclarator') return;
    const name = nameOf(node['id']);
    // Of two variables of one name it is not known which one is meant.
    if (name !== undefined) variables.set(name, variables.has(name) ? undefined : (node['init'] as Node | undefined));
  });
  return calls.flatMap((call) => {
    const { object } = call['callee'] as { readonly object: Node };
    const name = nameOf(object);
    if (name === undefined ? keyOf(object) !== CLASS : !locals.has(name) && (name !== CLASS || own.has(name)))
      return [];
    const [given] = call['arguments'] as readonly Node[];
    const options = given && nameOf(given) !== undefined ? variables.get(nameOf(given) ?? '') : given;
    if (options?.type !== 'ObjectExpression') return [];
    const fields = (options['properties'] as readonly Node[]).flatMap((each) => keyOf(each) ?? []);
    return [{ fields, start: startOf(call) }];
  });
}

const CLASS = 'ApplicationFailure';
const PACKAGES = /^@(?:temporalio|handrail)\/(?:workflow|common|activity)$/;

function isCreate({ type, callee }: Node): boolean {
  const { type: kind, ...member } = (callee ?? {}) as Node;
  return type === 'CallExpression' && kind === 'MemberExpression' && keyOf({ type: kind, ...member }) === 'create';
}

function noteImports({ source, specifiers }: Node, locals: Set<string>, own: Set<string>): void {
  const isSdk = PACKAGES.test(String((source as Node)['value']));
  for (const { imported, local } of specifiers as readonly Node[]) {
    const name = nameOf(local) ?? '';
    if (!isSdk) own.add(name);
    else if (nameOf(imported) === CLASS) locals.add(name);
  }
}
