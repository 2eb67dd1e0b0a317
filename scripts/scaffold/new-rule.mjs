// pnpm new:rule no-moon-phase "Workflow code does not look at the moon.": a lint rule with its test and its page.
import { UsageError, writeUnit } from './write-unit.mjs';
import { runScaffold } from './run-scaffold.mjs';

/** @param {{ root: string, args: readonly string[] }} call - the repository's root, and the command's arguments */
export async function newRule({ root, args: [name, demands, ...rest] }) {
  if (name === undefined || demands === undefined || rest.length > 0) {
    throw new UsageError('Usage: pnpm new:rule no-moon-phase "What it demands, as a sentence."');
  }
  if (!/^[a-z]+(-[a-z]+)*$/.test(name)) {
    throw new UsageError(`${name} is not a rule name: lower-case words and hyphens.`);
  }
  if (!/^[^"`\n]*\.$/.test(demands)) {
    throw new UsageError('What the rule demands is one sentence with a full stop and without quotes.');
  }
  const identifier = name.replaceAll(/-([a-z])/g, (_all, letter) => letter.toUpperCase());
  const written = await writeUnit({
    root,
    words: { name, identifier, demands: demands.replaceAll("'", "\\'") },
    files: {
      [`eslint-plugin/src/rules/${name}.ts`]: 'rule/rule.ts',
      [`eslint-plugin/test/rules/${name}.test.ts`]: 'rule/rule.test.ts',
      [`docs/rules/${name}.md`]: 'rule/page.md',
    },
  });
  return {
    written,
    next: [
      `say in eslint-plugin/src/rules/${name}.ts its family, its config, its codes and its messages, then run: pnpm generate`,
      'add valid and invalid cases to its test, eight each or more; what rests on the sandbox is also run in it',
      `write the body of docs/rules/${name}.md; its examples are linted by eslint-plugin/test/rule-pages.test.ts`,
    ],
  };
}

await runScaffold(import.meta.url, newRule);
