// A fifth corpus, written from the semantics alone, its expectations before its first run: `node benchmarks/idempotency/fifth/run.mjs [text]`.
import { runCorpus } from '../run-corpus.mjs';
import { fifth } from './index.mjs';

await runCorpus(fifth, process.argv[2]);
