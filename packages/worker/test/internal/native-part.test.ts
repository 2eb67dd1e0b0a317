import { codeOf } from '@handrail/errors';
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { explainNativePart } from '../../src/internal/native-part';

const FILE = '/app/node_modules/@temporalio/core-bridge/releases/x86_64-unknown-linux-gnu/index.node';
const loader = (message: string) => Object.assign(new Error(message), { code: 'ERR_DLOPEN_FAILED' });
const prebuild = (message: string) => Object.assign(new Error(message), { name: 'PrebuildError' });

// What the loaders of the systems say; no test can be all of these systems.
it.each<[error: Error, head: string, fix: string, platform?: string]>([
  [
    loader(`Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by ${FILE})`),
    'it is built for glibc, and this system has musl, as Alpine Linux does.',
    'use an image with glibc, such as node:22-bookworm-slim',
  ],
  [
    loader(`Error relocating ${FILE}: __register_atfork: symbol not found`),
    'it is built for glibc, and this system has musl, as Alpine Linux does.',
    'use an image with glibc, such as node:22-bookworm-slim',
  ],
  [
    loader(`/lib64/libc.so.6: version \`GLIBC_2.28' not found (required by ${FILE})`),
    'it needs GLIBC_2.28, and the system has an older glibc.',
    'use a newer system or image',
  ],
  [
    loader(`/lib64/libstdc++.so.6: version \`GLIBCXX_3.4.29' not found (required by ${FILE})`),
    'it needs GLIBCXX_3.4.29, and the system has an older libstdc++.',
    'use a newer system or image',
  ],
  [
    loader(`dlopen(${FILE}, 0x0001): Symbol not found: (_SecTrustCopyCertificateChain)`),
    'the system lacks the symbol _SecTrustCopyCertificateChain, as an older macOS does.',
    'update macOS.',
    'darwin',
  ],
  [
    loader(`The specified module could not be found.\r\n\\\\?\\C:${FILE}`),
    'the system lacks a library that it needs, most likely the Visual C++ runtime.',
    'install the Microsoft Visual C++ Redistributable for the processor of the machine',
    'win32',
  ],
  [
    loader(`libstdc++.so.6: cannot open shared object file: No such file or directory (${FILE})`),
    'the system lacks the library libstdc++.so.6.',
    'install it with the package manager of the image',
  ],
  [
    loader(`${FILE}: invalid ELF header`),
    'the file that is installed was built for another system or processor.',
    'install the packages where they run: keep node_modules out of the image (.dockerignore)',
  ],
  [
    loader(`dlopen(${FILE}, 0x0001): tried: '${FILE}' (mach-o file, but is an incompatible architecture)`),
    'the file that is installed was built for another system or processor.',
    'install the packages where they run',
  ],
  [loader(`${FILE}: cannot be mapped`), 'the system refuses it.', 'install the packages where they run'],
  [
    prebuild('No prebuilt module for arch ia32'),
    'there is no build for this system and processor.',
    'run workers on Linux (glibc), macOS or Windows',
  ],
  [
    prebuild(`No prebuilt module found at ${FILE}`),
    `its file is not there (${FILE}).`,
    'leave @temporalio/* and @handrail/* out of what bundles this program (external)',
  ],
])('explains %s', (error, head, fix, platform = 'linux') => {
  const { message } = error;
  expect(explainNativePart(error, platform)).toBe(error);
  expect(codeOf(error)).toBe('HR5032');
  expect(error.message).toContain(
    `${message}\n[HR5032] The native part of the Temporal SDK (@temporalio/core-bridge) cannot be loaded on ${platform} ${process.arch}: ${head}`,
  );
  expect(error.message).toContain(`  Fix:     ${fix}`);
});

it('leaves alone what is about something else', () => {
  for (const error of [
    new Error("Cannot find module '@temporalio/worker'"),
    loader('/app/node_modules/sharp/sharp.node: invalid ELF header'),
    'core-bridge',
  ]) {
    expect(explainNativePart(error)).toBe(error);
    expect(codeOf(error)).toBeUndefined();
  }
});

it.each(['@handrail/worker', '@handrail/testing'])('is what the first import of %s says, uncaught', (name) => {
  const refuse = `const extensions = require('node:module')._extensions;
    const load = extensions['.node'];
    extensions['.node'] = (module, file) => {
      if (!file.includes('core-bridge')) return load(module, file);
      throw Object.assign(new Error('Error relocating ' + file + ': __register_atfork: symbol not found'), { code: 'ERR_DLOPEN_FAILED' });
    };`;
  const { stderr } = spawnSync(process.execPath, ['-e', `${refuse} require('${name}');`], { encoding: 'utf8' });
  expect(stderr).toContain(
    '[HR5032] The native part of the Temporal SDK (@temporalio/core-bridge) cannot be loaded on ',
  );
});
