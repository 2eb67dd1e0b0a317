import { dirname } from 'node:path';
import { nearestName } from '@handrail/common/host';
import { findUpwards, readManifest } from './code-files';
import type { ResolutionFault } from './resolution-fault';

/** Why a request such as `#lib/price` leads nowhere, by the imports of the package.json that it is looked up in. */
export function privateImport(request: string, importer: string): ResolutionFault {
  const manifest = findUpwards(dirname(importer), 'package.json');
  const { imports } = (manifest === undefined ? undefined : readManifest(dirname(manifest))) ?? {};
  const keys = Object.keys(Object(imports) as object);
  const patterns = keys.map((key) => key.split('*') as [before: string, after?: string]);
  const isListed = patterns.some(([before, after]) =>
    after === undefined ? before === request : request.startsWith(before) && request.endsWith(after),
  );
  if (isListed) return { kind: 'private-import', listed: true };
  // Of a pattern what stands before its star is a name like another.
  const meant = patterns.flatMap(([before, after]) => {
    const depth = before.split('/').length - 1;
    const parts = request.split('/');
    const head = after === undefined ? request : parts.slice(0, depth).join('/') + '/';
    const rest = after === undefined ? '' : parts.slice(depth).join('/');
    return nearestName(head, [before]) === undefined ? [] : [before + rest];
  });
  const [suggestion] = meant;
  return { kind: 'private-import', ...(suggestion !== undefined && { suggestion }) };
}
