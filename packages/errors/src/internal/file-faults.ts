/** Why a file that was found cannot be part of a bundle. */
export type FileFault =
  | { readonly kind: 'syntax' }
  /** Something that the bundler has no loader for. */
  | { readonly kind: 'type'; readonly extension: string }
  | { readonly kind: 'typescript-in-package'; readonly package: string }
  | { readonly kind: 'native'; readonly package?: string }
  | { readonly kind: 'json' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'other' };

/** What to do about it. */
export function fileFaultCure(fault: FileFault): string {
  switch (fault.kind) {
    case 'syntax':
      return 'correct the file; tsc --noEmit shows the same, and more of it.';
    case 'type':
      return /^\.[cm]?[jt]sx?$/.test(fault.extension)
        ? `only .ts and .js files are compiled: rename the file, and keep JSX and other dialects out of workflow code.`
        : `only code and .json can be bundled: put what is needed of it into a .ts or .json file, or read it in an activity.`;
    case 'typescript-in-package':
      return `${fault.package} ships TypeScript, and files in node_modules are not compiled: build the package to JavaScript, or link it into the workspace instead of copying it.`;
    case 'native':
      return 'move what needs the native addon to an activity; a workflow cannot load machine code.';
    case 'json':
      return 'correct the file; comments and trailing commas are not JSON.';
    case 'missing':
      return 'correct the path.';
    case 'other':
      return 'correct the file, or look at what the bundler logged above this error.';
  }
}
