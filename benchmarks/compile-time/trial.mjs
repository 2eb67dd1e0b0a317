// Compiles one project as `tsc --noEmit` does, and prints what it cost as a line of JSON: `node trial.mjs <folder>`.
import ts from 'typescript';

const options = {
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts'],
  types: ['node'],
  strict: true,
  esModuleInterop: true,
  skipLibCheck: true,
  noEmit: true,
};

const begun = performance.now();
const start = process.cpuUsage();
const program = ts.createProgram(ts.sys.readDirectory(process.argv[2], ['.ts']), options);
const loaded = process.cpuUsage(start);
const diagnostics = ts.getPreEmitDiagnostics(program);
const total = process.cpuUsage(start);
const elapsed = performance.now() - begun;

if (diagnostics.length > 0) {
  throw new Error(ts.formatDiagnostics(diagnostics.slice(0, 10), ts.createCompilerHost(options)));
}
console.log(
  JSON.stringify({
    checkMilliseconds: milliseconds(total) - milliseconds(loaded),
    totalMilliseconds: milliseconds(total),
    wallMilliseconds: elapsed,
    instantiations: program.getInstantiationCount(),
    types: program.getTypeCount(),
    lines: program
      .getSourceFiles()
      .filter(({ isDeclarationFile }) => !isDeclarationFile)
      .reduce((sum, file) => sum + file.getLineStarts().length, 0),
  }),
);

function milliseconds({ user, system }) {
  return (user + system) / 1000;
}
