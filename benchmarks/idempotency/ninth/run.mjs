// A ninth corpus, its expectations written before its first run: `node benchmarks/idempotency/ninth/run.mjs [text]`.
import { runCorpus } from '../run-corpus.mjs';
import { ninth } from './index.mjs';

await runCorpus(ninth, process.argv[2]);
