import { readdirSync, readFileSync } from 'node:fs';
import type { DefaultTheme } from 'vitepress';

type Item = DefaultTheme.SidebarItem;

const DOCS = new URL('..', import.meta.url);

/** The pages of each part, as their own index pages order them. */
export const sidebar: DefaultTheme.SidebarMulti = {
  '/guides/': [
    { text: 'Guides', items: pagesOf('guides') },
    { text: 'Architecture', link: '/architecture' },
  ],
  '/architecture': [
    { text: 'Guides', items: pagesOf('guides') },
    { text: 'Architecture', link: '/architecture' },
  ],
  '/errors/': [{ text: 'All errors', link: '/errors/' }, ...groupsOf('errors')],
  '/rules/': [{ text: 'All rules', link: '/rules/' }, ...groupsOf('rules')],
  '/decisions/': [{ text: 'Decisions', link: '/decisions/', items: pagesOf('decisions') }],
};

function pagesOf(folder: string): Item[] {
  return readdirSync(new URL(folder, DOCS))
    .filter((name) => name.endsWith('.md') && name !== 'index.md')
    .sort()
    .map((name) => {
      const title = /^# (.+)$/m.exec(read(`${folder}/${name}`))?.[1] ?? name;
      return { text: title.replaceAll('`', ''), link: `/${folder}/${name.slice(0, -'.md'.length)}` };
    });
}

/** Each table of an index page under its heading: the first cell is the link, the second what it is about. */
function groupsOf(folder: string): Item[] {
  const [, ...sections] = read(`${folder}/index.md`).split(/^## /m);
  return sections.map((section) => ({
    text: section.split('\n', 1)[0] ?? '',
    collapsed: true,
    items: [...section.matchAll(/^\| \[([^\]]+)\]\(\.\/([^)]+)\.md\)\s*\| ([^|]+?)\s*\|/gm)].map(
      ([, name = '', page = '', about = '']) => ({
        text: folder === 'errors' ? `${name} ${about}` : name,
        link: `/${folder}/${page}`,
      }),
    ),
  }));
}

function read(path: string): string {
  return readFileSync(new URL(path, DOCS), 'utf8');
}
