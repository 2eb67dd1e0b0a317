import ts from 'typescript';

// Their declarations are large, and what they declare is not exported by name from where it is used.
const LEFT_OUT = /^(?!\.|@temporalio\/|@handrail\/)|^@temporalio\/proto/;

/**
 * A compiler program that is good enough to say what modules of the SDK's or ours export, and too small for anything else: it
 * reads neither the standard library nor third-party declarations, which would take seconds.
 *
 * @param {readonly string[]} files
 */
export function createSurfaceProgram(files) {
  const options = {
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    noLib: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, file) =>
    literals.map(({ text }) =>
      LEFT_OUT.test(text) ? { resolvedModule: undefined } : ts.resolveModuleName(text, file, options, host),
    );
  return ts.createProgram(files, options, host);
}
