import { logProblem, showValue } from '@handrail/common/host';
import { HR2014, type Links } from '@handrail/errors';
import type { BundleOptions } from '@temporalio/worker';
import type { Compiler } from './webpack-types';

type Option = 'payloadConverterPath' | 'failureConverterPath';

/** By what the SDK's sandbox code imports the modules, and which of their exports it takes. */
const MODULES: Readonly<Record<string, { readonly option: Option; readonly name: string }>> = {
  __temporal_custom_payload_converter: { option: 'payloadConverterPath', name: 'payloadConverter' },
  __temporal_custom_failure_converter: { option: 'failureConverterPath', name: 'failureConverter' },
};

/**
 * Warns (HR2014) of modules of data converters that the bundler has not found, or that export none: the SDK's sandbox code does without
 * them, and workflows convert otherwise than clients and activities.
 */
export function checkConverterModules(compiler: Compiler, paths: Pick<BundleOptions, Option>, links: Links): void {
  if (paths.payloadConverterPath == null && paths.failureConverterPath == null) return;
  compiler.hooks.done.tap('HandrailConverterModules', ({ compilation: { errors, modules, moduleGraph } }) => {
    if (errors.length > 0) return;
    for (const module of modules)
      for (const dependency of module.dependencies) {
        const { request = '' } = dependency as { request?: string };
        const { option, name } = MODULES[request] ?? {};
        const path = option && paths[option];
        if (option === undefined || name === undefined || path == null) continue;
        const tell = (reason: string): void =>
          logProblem(HR2014.problem({ subject: 'The bundle', field: option, value: showValue(path), reason }), {
            links,
          });
        const found = moduleGraph.getModule(dependency);
        if (found == null) {
          tell(
            'is a module that the bundler does not find, so that workflows go without: give the absolute path, require.resolve(…)',
          );
          continue;
        }
        const names = moduleGraph.getExportsInfo(found).getProvidedExports();
        if (!Array.isArray(names) || names.includes(name)) continue;
        const has = names.filter((each) => each !== '__esModule').sort();
        tell(`exports no ${name}, so that workflows go without: it exports ${has.join(', ') || 'nothing'}`);
      }
  });
}
