import { cases as http } from './http.mjs';
import { cases as memory } from './memory.mjs';
import { cases as mixed } from './mixed.mjs';
import { cases as sql } from './sql.mjs';

/** The fifth corpus, all of it. */
export const fifth = [...http, ...sql, ...memory, ...mixed];
