// A sixth corpus, written blind, its expectations before its first run: `node benchmarks/idempotency/sixth/run.mjs [text]`.
import { runCorpus } from '../run-corpus.mjs';
import { sixth } from './index.mjs';

await runCorpus(sixth, process.argv[2]);
