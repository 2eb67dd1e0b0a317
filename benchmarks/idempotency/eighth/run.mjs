// An eighth corpus, its expectations written before its first run: `node benchmarks/idempotency/eighth/run.mjs [text]`.
import { runCorpus } from '../run-corpus.mjs';
import { eighth } from './index.mjs';

await runCorpus(eighth, process.argv[2]);
