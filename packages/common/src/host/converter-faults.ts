import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Problem } from '@handrail/errors';
import { readField } from '../read-field';
import { showThrown } from '../show-value';
import { badCodecs } from './bad-codecs';
import { badValue } from './bad-value';

/** What of a data converter the SDK would take for none, or fail on in the middle of a call (HR2014). */
export function badDataConverter(subject: string, dataConverter: unknown): Problem[] {
  if (dataConverter == null) return [];
  const bad = (reason: string): Problem[] => [badValue(subject, 'dataConverter', dataConverter, reason)];
  if (typeof dataConverter === 'function') return bad('is not an object of options: pass { payloadConverterPath }');
  if (typeof dataConverter !== 'object') return bad('is not an object: pass { payloadConverterPath }');
  // With the options of one the SDK finds nothing that it knows, and converts by itself.
  const isConverter = typeof readField(dataConverter, 'toPayload') === 'function';
  if (isConverter && readField(dataConverter, 'payloadConverter') === undefined)
    return bad(
      'is a payload converter itself: export it from a module as payloadConverter, and pass { payloadConverterPath } of that, for workflow code needs it as well',
    );
  return badCodecs(subject, readField(dataConverter, 'payloadCodecs'));
}

/** A module of a converter that cannot be used. */
export interface ConverterModuleFault {
  readonly option: 'payloadConverterPath' | 'failureConverterPath';
  readonly path: string;
  /** A clause that follows "which". */
  readonly reason: string;
  /** It is given as a URL, and not as a path. */
  readonly isUrl?: true;
}

const NOT_LOADED = /^Could not find a file at the specified|^The "id" argument must be of type string/;

/** Which module of a data converter has thrown this while it was loaded, and why it is none of the SDK's own refusals. */
export function converterModuleFault(error: unknown, dataConverter: unknown): ConverterModuleFault | undefined {
  const message = readField(error, 'message');
  const stack = readField(error, 'stack');
  for (const option of ['payloadConverterPath', 'failureConverterPath'] as const) {
    const path = readField(dataConverter, option);
    const isUrl = path instanceof URL || (typeof path === 'string' && path.startsWith('file:'));
    if (isUrl && typeof message === 'string' && NOT_LOADED.test(message))
      return { option, path: String(path), isUrl, reason: 'is an address: pass fileURLToPath(…) of it, of node:url' };
    if (typeof path !== 'string' || path === '') continue;
    // The SDK says so as well of a module that is there, and imports another that is not.
    if (typeof message === 'string' && message.startsWith('Could not find a file') && message.includes(`'${path}'`))
      // It is looked for beside the SDK, whatever there is in the working directory.
      return isAbsolute(path) && existsSync(path)
        ? { option, path, reason: 'is a module that imports another one which cannot be found' }
        : undefined;
    if (typeof stack !== 'string' || !stack.includes(path) || readField(error, 'name') === 'ValueError') continue;
    return { option, path, reason: `is a module that cannot be loaded: ${showThrown(error)}` };
  }
  return undefined;
}
