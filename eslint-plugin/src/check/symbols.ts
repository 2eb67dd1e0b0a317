import type * as Ast from 'oxc-parser';
import { parseModule } from '../engine/parse.js';

interface Declared {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Tells in which declaration of a file a place lies, so that a finding keeps its name when lines move. */
export function symbolsOf(path: string, text: string): (line: number, column: number) => string {
  const parsed = parseModule(path, text);
  const declared = 'problem' in parsed ? [] : parsed.program.body.flatMap((statement) => declaredBy(statement));
  const lines = text.split('\n');
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length + 1;
  }
  return (line, column) => {
    const at = (starts[line - 1] ?? 0) + column - 1;
    const around = declared.filter(({ start, end }) => start <= at && at < end);
    // The innermost of those around it.
    return around.sort((one, other) => one.end - one.start - (other.end - other.start))[0]?.name ?? '(module)';
  };
}

function declaredBy(statement: Ast.Statement | Ast.Directive): Declared[] {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
      return statement.declaration == null ? [] : declaredBy(statement.declaration);
    case 'ExportDefaultDeclaration': {
      const { start, end, declaration } = statement;
      const name = 'id' in declaration && declaration.id?.type === 'Identifier' ? declaration.id.name : 'default';
      return [{ name, start, end }];
    }
    case 'FunctionDeclaration':
      return named(statement.id, statement);
    case 'ClassDeclaration':
      return [...named(statement.id, statement), ...members(statement)];
    case 'VariableDeclaration':
      return statement.declarations.flatMap((each) => (each.id.type === 'Identifier' ? named(each.id, each) : []));
    default:
      return [];
  }
}

function members({ id, body }: Ast.Class): Declared[] {
  return body.body.flatMap((element) =>
    element.type === 'MethodDefinition' || element.type === 'PropertyDefinition'
      ? element.key.type === 'Identifier'
        ? [{ name: `${id?.name ?? 'default'}.${element.key.name}`, start: element.start, end: element.end }]
        : []
      : [],
  );
}

function named(id: { readonly name: string } | null, { start, end }: Ast.Span): Declared[] {
  return id === null ? [] : [{ name: id.name, start, end }];
}
