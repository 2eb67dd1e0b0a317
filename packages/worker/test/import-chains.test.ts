import { describe, expect, it } from 'vitest';
import { type BundleImport, ImportChains } from '../src/import-chains';

describe('toRequests', () => {
  it('gives the way from the workflows to the request, project files relative to the folder, packages by name', () => {
    const chains = chainsOf('/app/src/workflows.ts', {
      '/app/src/workflows.ts': { './lib/report': '/app/src/lib/report.ts' },
      '/app/src/lib/report.ts': { pdfkit: '/app/node_modules/pdfkit/js/pdfkit.js' },
      '/app/node_modules/pdfkit/js/pdfkit.js': { fs: undefined },
    });
    expect(chains.toRequests((request) => request === 'fs')).toEqual(
      new Map([['fs', ['src/workflows.ts', 'src/lib/report.ts', 'pdfkit', 'fs']]]),
    );
  });

  it('takes the shortest of several ways', () => {
    const chains = chainsOf('/app/workflows.ts', {
      '/app/workflows.ts': { './long': '/app/long.ts', './short': '/app/short.ts' },
      '/app/long.ts': { './longer': '/app/longer.ts' },
      '/app/longer.ts': { fs: undefined },
      '/app/short.ts': { fs: undefined },
    });
    expect(chains.toRequests(() => true).get('fs')).toEqual(['workflows.ts', 'short.ts', 'fs']);
  });

  it('finds its way out of a circle of imports', () => {
    const chains = chainsOf('/app/a.ts', {
      '/app/a.ts': { './b': '/app/b.ts' },
      '/app/b.ts': { './a': '/app/a.ts', fs: undefined },
    });
    expect(chains.toRequests((request) => request === 'fs').get('fs')).toEqual(['a.ts', 'b.ts', 'fs']);
  });

  it('shows a package once, however many of its files the way leads through, in the layout of pnpm, too', () => {
    const chains = chainsOf('/app/a.ts', {
      '/app/a.ts': { '@acme/kit': '/app/node_modules/.pnpm/@acme+kit@1.0.0/node_modules/@acme/kit/index.js' },
      '/app/node_modules/.pnpm/@acme+kit@1.0.0/node_modules/@acme/kit/index.js': {
        './inner': '/app/node_modules/.pnpm/@acme+kit@1.0.0/node_modules/@acme/kit/inner.js',
      },
      '/app/node_modules/.pnpm/@acme+kit@1.0.0/node_modules/@acme/kit/inner.js': { net: undefined },
    });
    expect(chains.toRequests((request) => request === 'net').get('net')).toEqual(['a.ts', '@acme/kit', 'net']);
  });

  it('keeps the whole path of a file outside of the folder', () => {
    const chains = chainsOf('/shared/workflows.ts', { '/shared/workflows.ts': { fs: undefined } });
    expect(chains.toRequests(() => true).get('fs')).toEqual(['/shared/workflows.ts', 'fs']);
  });

  it('reads the paths of Windows', () => {
    const chains = new ImportChains(
      {
        roots: ['C:\\app\\src\\workflows.ts'],
        imports: new Map([['C:\\app\\src\\workflows.ts', [{ request: 'fs' }]]]),
      },
      'C:\\app',
    );
    expect(chains.toRequests(() => true).get('fs')).toEqual(['src/workflows.ts', 'fs']);
  });

  it('finds nothing that no workflow leads to', () => {
    const chains = chainsOf('/app/a.ts', { '/app/a.ts': {}, '/app/other.ts': { fs: undefined } });
    expect(chains.toRequests(() => true)).toEqual(new Map());
  });
});

describe('toFile', () => {
  it('gives the way to a file', () => {
    const chains = chainsOf('/app/a.ts', { '/app/a.ts': { './b': '/app/b.ts' }, '/app/b.ts': {} });
    expect(chains.toFile('/app/b.ts')).toEqual(['a.ts', 'b.ts']);
  });

  it('gives the file alone where no import leads to it', () => {
    expect(chainsOf('/app/a.ts', {}).toFile('/app/b.ts')).toEqual(['b.ts']);
  });
});

function chainsOf(root: string, files: Record<string, Record<string, string | undefined>>): ImportChains {
  const imports = Object.entries(files).map(([file, requests]): [string, BundleImport[]] => [
    file,
    Object.entries(requests).map(([request, imported]) => ({ request, file: imported })),
  ]);
  return new ImportChains({ roots: [root], imports: new Map(imports) }, '/app');
}
