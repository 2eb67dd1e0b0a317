// What a file takes from other files of the project. Rules read one file; a project that knows the others is asked about these.
import type { ImportedRole } from '../engine/index.js';
import type { SourceCode } from './nodes.js';
import type { Value } from './values.js';

/** Tells what an import of the file is to the SDK, or a member of it. */
export type AskForRole = (request: string, names: readonly string[]) => ImportedRole | undefined;

const asked = new WeakMap<object, AskForRole>();

/** Says whom to ask about the imports of a file. */
export function askAbout(sourceCode: SourceCode, ask: AskForRole): void {
  asked.set(sourceCode.ast, ask);
}

/** What an import of a file stands for, or a member of it. */
export function importedValue(module: string, names: readonly string[], sourceCode: SourceCode): Value {
  const role = roleOf(module, names, sourceCode);
  switch (role?.kind) {
    case 'sdk':
      return { kind: 'sdk', package: 'workflow', name: role.name };
    case 'activities':
      return { kind: 'activities', source: undefined, local: role.local };
    case 'activity':
      return { kind: 'activity', source: undefined, local: role.local, name: role.name, withOptions: false };
    case 'definition':
      return { kind: 'definition', of: role.of, source: role.id, name: role.name };
    case 'continueAsNew':
      return { kind: 'continueAsNew' };
    case 'function':
      return { kind: 'helper', does: role, module, names };
    default:
      return { kind: 'imported', module, names };
  }
}

/** Whether members of an import may be known. */
export function isHolder({ module, names }: Extract<Value, { kind: 'imported' }>, sourceCode: SourceCode): boolean {
  return roleOf(module, names, sourceCode)?.kind === 'holder';
}

function roleOf(module: string, names: readonly string[], sourceCode: SourceCode): ImportedRole | undefined {
  return asked.get(sourceCode.ast)?.(module, names);
}
