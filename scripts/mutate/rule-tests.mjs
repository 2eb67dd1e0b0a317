import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build, context } from 'esbuild';

/** A change may make a rule loop for ever. */
const LONGEST_MILLISECONDS = 60_000;

/** The tests of one rule, or of one file of the engine, run in a thread of their own, over and over, each time with another text of one file. */
export class RuleTests {
  #test;
  #name;
  #path;
  #text = '';
  #build;
  #worker;
  #runs = 0;

  /** @param test below `eslint-plugin/test`, without its ending: `rules/no-network` */
  constructor(test, path) {
    this.#test = `eslint-plugin/test/${test}.test.ts`;
    this.#name = test.replaceAll('/', '-');
    this.#path = resolve(path);
  }

  /** Whether the tests load the file that is changed. */
  async restsOnFile() {
    if (!existsSync(this.#test)) return false;
    const { metafile } = await build({ ...this.#options(), write: false, metafile: true, plugins: [] });
    return Object.keys(metafile.inputs).some((input) => resolve(input) === this.#path);
  }

  /** Runs the tests until one fails, or all of them where `goOn` says so; gives the failures. */
  async run(text, { goOn = false } = {}) {
    this.#text = text;
    this.#build ??= await context(this.#options());
    try {
      await this.#build.rebuild();
    } catch (error) {
      return [String(error.message)];
    }
    this.#worker ??= new Worker(new URL('./test-thread.mjs', import.meta.url));
    const file = { path: resolve(this.#output()), run: (this.#runs += 1) };
    return await new Promise((done) => {
      const timer = setTimeout(() => {
        this.#worker.terminate();
        this.#worker = undefined;
        done(['It took too long.']);
      }, LONGEST_MILLISECONDS);
      this.#worker.once('message', (failures) => {
        clearTimeout(timer);
        done(failures);
      });
      this.#worker.postMessage({ file, goOn });
    });
  }

  async close() {
    await this.#build?.dispose();
    await this.#worker?.terminate();
  }

  #output() {
    return `eslint-plugin/.cache/mutant-${this.#name}.mjs`;
  }

  #options() {
    return {
      entryPoints: [this.#test],
      outfile: this.#output(),
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'silent',
      alias: {
        vitest: resolve('scripts/mutate/few-words-of-vitest.mjs'),
        '@handrail/errors': resolve('packages/errors/src/index.ts'),
      },
      external: ['oxc-parser', 'oxc-resolver', '@typescript-eslint/*', 'eslint'],
      plugins: [
        {
          name: 'mutant',
          setup: ({ onLoad }) => {
            onLoad({ filter: /eslint-plugin[\\/]src[\\/].*\.ts$/ }, ({ path }) =>
              path === this.#path ? { contents: this.#text, loader: 'ts' } : undefined,
            );
          },
        },
      ],
    };
  }
}
