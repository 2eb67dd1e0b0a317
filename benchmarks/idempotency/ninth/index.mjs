import { edges } from './edges.mjs';
import { harder } from './harder.mjs';
import { ledgers } from './ledgers.mjs';
import { providers } from './providers.mjs';
import { work } from './work.mjs';

/** Every activity with its expected verdict. */
export const ninth = [...providers, ...ledgers, ...work, ...edges, ...harder];
