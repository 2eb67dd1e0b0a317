import { defineError } from '../define-error';

type Kind =
  | 'musl'
  | 'glibc'
  | 'libstdc++'
  | 'symbol'
  | 'runtime'
  | 'library'
  | 'other machine'
  | 'no build'
  | 'missing'
  | 'other';

export const HR5032 = defineError<{
  kind: Kind;
  /** What this process runs on: `linux x64`. */
  machine: string;
  /** The version, symbol or file that is missing: `GLIBC_2.28`. */
  missing?: string;
}>({
  code: 'HR5032',
  title: 'The native part of the SDK cannot be loaded',
  disposition: 'report',
  head: ({ kind, machine, missing = '' }) =>
    `The native part of the Temporal SDK (@temporalio/core-bridge) cannot be loaded on ${machine}: ${HEADS[kind](missing)}.`,
  why: () => 'workers, connections of workers and test environments need it; @handrail/client alone does not.',
  fix: ({ kind }) => FIXES[kind],
  example: { kind: 'musl', machine: 'linux x64' },
});

const HEADS: Record<Kind, (missing: string) => string> = {
  musl: () => 'it is built for glibc, and this system has musl, as Alpine Linux does',
  glibc: (missing) => `it needs ${missing}, and the system has an older glibc`,
  'libstdc++': (missing) => `it needs ${missing}, and the system has an older libstdc++`,
  symbol: (missing) => `the system lacks the symbol ${missing}, as an older macOS does`,
  runtime: () => 'the system lacks a library that it needs, most likely the Visual C++ runtime',
  library: (missing) => `the system lacks the library ${missing}`,
  'other machine': () => 'the file that is installed was built for another system or processor',
  'no build': () => 'there is no build for this system and processor',
  missing: (missing) => `its file is not there (${missing})`,
  other: () => 'the system refuses it',
};

const REINSTALL =
  'install the packages where they run: keep node_modules out of the image (.dockerignore) and run npm ci in it, for the platform of the machine (docker build --platform); a Node.js for another processor (Rosetta) gives this, too.';

const NEWER = 'use a newer system or image, such as node:22-bookworm-slim or Amazon Linux 2023.';

const FIXES: Record<Kind, string> = {
  musl: 'use an image with glibc, such as node:22-bookworm-slim, in place of node:22-alpine (with a -slim image install ca-certificates, too). Packages such as gcompat do not help.',
  glibc: NEWER,
  'libstdc++': NEWER,
  symbol: 'update macOS.',
  runtime:
    'install the Microsoft Visual C++ Redistributable for the processor of the machine; in a container, use a base image that it can be installed in.',
  library: 'install it with the package manager of the image, or use a larger one, such as node:22-bookworm.',
  'other machine': REINSTALL,
  'no build': 'run workers on Linux (glibc), macOS or Windows with an x64 or arm64 processor.',
  missing:
    'leave @temporalio/* and @handrail/* out of what bundles this program (external), and copy all of node_modules/@temporalio/core-bridge, its folder releases with it; or install the packages again.',
  other: REINSTALL,
};
