import { defineError } from '../define-error';

export const HR1060 = defineError<{
  /** Where the second of them is exported: `src/workflows.ts:2`. */
  place: string;
  names: readonly string[];
  /** The modules that both have the names. */
  modules: readonly [string, string];
}>({
  code: 'HR1060',
  title: 'Two modules export a name, and neither counts',
  disposition: 'warn',
  head: ({ place, names, modules: [first, second] }) =>
    `${place} exports ${names.join(', ')} of both ${first} and ${second}: neither is exported.`,
  why: ({ names }) =>
    `JavaScript leaves out what two export * bring in: a workflow that is started as ${names[0] ?? 'one of them'} is not in the bundle, and whoever imports it gets undefined.`,
  fix: ({ names, modules: [first] }) =>
    `say which is meant, which goes before export *: export { ${names.join(', ')} } from '${first}'; or rename one of them.`,
  example: { place: 'src/workflows.ts:2', names: ['order'], modules: ['./a', './b'] },
});
