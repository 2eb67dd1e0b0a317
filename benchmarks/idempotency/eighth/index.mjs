import { disk } from './disk.mjs';
import { flows } from './flows.mjs';
import { keys } from './keys.mjs';
import { mixed } from './mixed.mjs';
import { objects } from './objects.mjs';
import { tables } from './tables.mjs';

/** Every activity with its expected verdict. */
export const eighth = [...tables, ...keys, ...objects, ...flows, ...disk, ...mixed];
