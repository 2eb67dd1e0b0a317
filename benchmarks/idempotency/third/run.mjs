// A third corpus, of other ways to call things: `node benchmarks/idempotency/third/run.mjs [text]`.
import { runCases } from '../second/run-cases.mjs';
import './http.mjs';
import './database.mjs';
import './process.mjs';

await runCases(process.argv[2]);
