import type { MarkdownRenderer } from 'vitepress';

/**
 * A link to a file of the repository that is no page of this site is shown without being one. Links between pages stay, and the
 * build fails where one of them is dead.
 */
export function docsLinks(markdown: MarkdownRenderer): void {
  markdown.core.ruler.after('inline', 'links-within-docs', ({ tokens, env }) => {
    const page = (env as { relativePath?: string }).relativePath ?? '';
    const depth = page.split('/').length - 1;
    for (const { children } of tokens) {
      let isOutside = false;
      for (const token of children ?? []) {
        if (token.type === 'link_open') isOutside = levelsUp(token.attrGet('href') ?? '') > depth;
        if (!isOutside || !token.type.startsWith('link_')) continue;
        const isEnd = token.type === 'link_close';
        token.type = isEnd ? 'em_close' : 'em_open';
        token.tag = 'em';
        token.attrs = null;
        if (isEnd) isOutside = false;
      }
    }
  });
}

function levelsUp(href: string): number {
  return (/^(?:\.\.\/)*/.exec(href)?.[0].length ?? 0) / '../'.length;
}
