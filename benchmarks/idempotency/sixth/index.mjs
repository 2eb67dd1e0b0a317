import { hard } from './hard.mjs';
import { http } from './http.mjs';
import { last } from './last.mjs';
import { later } from './later.mjs';
import { money } from './money.mjs';
import { outside } from './outside.mjs';
import { sql } from './sql.mjs';
import { statements } from './statements.mjs';
import { teams } from './teams.mjs';

/** Every activity with its expected verdict. */
export const sixth = [...money, ...teams, ...hard, ...http, ...outside, ...sql, ...later, ...last, ...statements];
