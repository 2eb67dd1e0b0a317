// A fourth corpus, of shapes that the others do not have: `node benchmarks/idempotency/fourth/run.mjs [text]`.
import { runCases } from '../second/run-cases.mjs';
import './shapes.mjs';
import './clocks.mjs';
import './http.mjs';
import './upserts.mjs';
import { close } from './races.mjs';

await runCases(process.argv[2], close);
