import { HR1021, type Problem } from '@handrail/errors';
import { chooseCures, type CulpritContext } from './choose-cures';
import { describeImport } from './describe-import';
import { findCulprits } from './find-culprits';
import { placeOnly, showChain } from './show-chain';

/** HR1021 for each thing that the project imports and the sandbox does not have. */
export function forbiddenImports(context: CulpritContext): Problem[] {
  const { graph, isForbidden } = context;
  return findCulprits(graph, isForbidden).map((culprit) => {
    const chain = culprit.modules[0]?.chain ?? [];
    return HR1021.problem({
      modules: culprit.modules.map(({ module, chain: each }) => each.at(-1)?.import.request ?? module),
      chain: showChain(chain),
      steps: chain.map((step) => describeImport(graph, step)),
      elsewhere: culprit.elsewhere.map((step) => placeOnly(describeImport(graph, step))),
      cures: chooseCures(culprit, context),
    });
  });
}
