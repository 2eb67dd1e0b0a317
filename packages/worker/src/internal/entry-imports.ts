import type { Compilation, WebpackModule } from './webpack-types';

/** A module that the generated entry point of a bundle imports. */
export interface EntryImport {
  readonly request: string;
  readonly module: WebpackModule;
  /** The names that it exports; undefined where they are not known, as those of a CommonJS module may be. */
  readonly names: readonly string[] | undefined;
}

/** What the entry point imports that the SDK generates: the workflows, and the modules of their interceptors. */
export function entryImports({ moduleGraph, modules }: Compilation): EntryImport[] {
  // It is the one that nothing imports.
  const entries = [...modules].filter((module) => moduleGraph.getIssuer(module) == null);
  return entries.flatMap((entry) =>
    [...moduleGraph.getOutgoingConnections(entry)].flatMap(({ dependency, module }) => {
      const { request } = dependency as { request?: string } | { request?: undefined };
      if (request === undefined) return [];
      const names = moduleGraph.getExportsInfo(module).getProvidedExports();
      return [{ request, module, names: Array.isArray(names) ? names : undefined }];
    }),
  );
}
