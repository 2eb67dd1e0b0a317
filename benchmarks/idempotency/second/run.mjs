// A second corpus, written to attack the engine: `node benchmarks/idempotency/second/run.mjs [text]`.
import { runCases } from './run-cases.mjs';
import './memory.mjs';
import './more.mjs';
import './outside.mjs';
import './database.mjs';

await runCases(process.argv[2]);
