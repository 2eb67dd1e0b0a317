/** The patterns without braces that a glob stands for. */
export function alternativesOf(glob: string): string[] {
  const [all, before = '', list = '', after = ''] = /^([^{]*)\{([^{}]*)\}(.*)$/.exec(glob) ?? [];
  return all === undefined ? [glob] : list.split(',').flatMap((each) => alternativesOf(`${before}${each}${after}`));
}

/** Whether a path matches a glob of `**`, `*`, `?` and `{a,b}`. */
export function matchesGlob(path: string, glob: string): boolean {
  return toExpression(glob.replace(/^\.\//, '')).test(path);
}

const expressions = new Map<string, RegExp>();

function toExpression(glob: string): RegExp {
  let expression = expressions.get(glob);
  if (expression === undefined) {
    const source = glob.replace(/\*\*\/|\*\*|\*|\?|\{|\}|,|[.+^$()|[\]\\]/g, (part) => {
      switch (part) {
        case '**/':
          return '(?:.*/)?';
        case '**':
          return '.*';
        case '*':
          return '[^/]*';
        case '?':
          return '[^/]';
        case '{':
          return '(?:';
        case '}':
          return ')';
        case ',':
          return '|';
        default:
          return `\\${part}`;
      }
    });
    expressions.set(glob, (expression = new RegExp(`^${source}$`)));
  }
  return expression;
}
