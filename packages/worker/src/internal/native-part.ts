import { enrich, HR5032 } from '@handrail/errors';

type Facts = Parameters<typeof HR5032.problem>[0];

/**
 * Loads the SDK's worker package, whose native part is the one that may not fit the machine; called before anything else loads it.
 *
 * @throws what the SDK throws, with HR5032 where it is about that part
 */
export function loadNativePart(load: () => unknown): void {
  try {
    load();
  } catch (error) {
    throw explainNativePart(error);
  }
}

/** Appends HR5032 to what the loader of the native part throws; any other error is untouched. */
export function explainNativePart(error: unknown, platform: string = process.platform): unknown {
  if (!(error instanceof Error)) return error;
  const facts = factsOf(error, platform);
  if (facts === undefined) return error;
  return enrich(error, HR5032.problem({ ...facts, machine: `${platform} ${process.arch}` }));
}

// The words of the loaders of Linux (glibc and musl), macOS and Windows, from the most telling down.
const KINDS: readonly (readonly [text: RegExp, kind: Facts['kind'], platform?: string])[] = [
  [/version `?(GLIBC_[\d.]+)'? not found/, 'glibc'],
  [/version `?((?:GLIBCXX|CXXABI)_[\d.]+)'? not found/, 'libstdc++'],
  [/ld-linux|Error relocating|symbol not found|musl/i, 'musl', 'linux'],
  [/Symbol not found: \(?(\w+)/i, 'symbol', 'darwin'],
  [/The specified module could not be found/, 'runtime', 'win32'],
  [
    /invalid ELF header|wrong ELF class|Exec format error|incompatible architecture|not a mach-o file|slice is not valid|not a valid Win32 application/i,
    'other machine',
  ],
  [/([\w.+-]+\.(?:so|dylib|dll)[\w.]*): cannot open shared object file/, 'library'],
  [/^No prebuilt module for /, 'no build'],
  [/^No prebuilt module found at (.*)$/, 'missing'],
];

function factsOf(
  { message, name, ...error }: Error & { code?: unknown },
  platform: string,
): Omit<Facts, 'machine'> | undefined {
  const isOfLoader = error.code === 'ERR_DLOPEN_FAILED' && message.includes('core-bridge');
  if (!isOfLoader && name !== 'PrebuildError') return undefined;
  for (const [text, kind, only = platform] of KINDS) {
    const match = only === platform ? text.exec(message) : null;
    if (match !== null) return { kind, ...(match[1] !== undefined && { missing: match[1] }) };
  }
  return { kind: 'other' };
}
