// A seventh corpus, written blind, its expectations before its first run: `node benchmarks/idempotency/seventh/run.mjs [text]`.
import { runCorpus } from '../run-corpus.mjs';
import { seventh } from './index.mjs';

await runCorpus(seventh, process.argv[2]);
