import { ApplicationFailure, Context, heartbeat, log } from '@temporalio/activity';

/** Activities as a class, the way dependencies are handed to them. */
export class Activities {
  readonly #prices: ReadonlyMap<string, number>;

  constructor(prices: ReadonlyMap<string, number>) {
    this.#prices = prices;
  }

  price = async (article: string): Promise<number> => {
    const price = this.#prices.get(article);
    if (price === undefined) throw ApplicationFailure.nonRetryable(`there is no ${article}`, 'UnknownArticle');
    log.info('priced', { article, attempt: Context.current().info.attempt });
    return price;
  };

  pack = async (articles: readonly string[]): Promise<number> => {
    for (const index of articles.keys()) heartbeat(index);
    return articles.length;
  };
}

export function shortId(id: string): Promise<string> {
  return Promise.resolve(id.slice(0, 8));
}
