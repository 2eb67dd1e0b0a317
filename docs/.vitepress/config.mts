import { defineConfig } from 'vitepress';
import { docsLinks } from './docs-links';
import { sidebar } from './sidebar';
import { slugify } from './slugify';

// The site must work where nothing else can be reached: no font, script or search comes from elsewhere.
export default defineConfig({
  title: 'Handrail',
  description: 'A drop-in wrapper over Temporal’s TypeScript SDK: guards, errors that say what to do, and lint rules.',
  lang: 'en',
  // What `links.docs` of a policy leads to is `/errors/HR2004`.
  cleanUrls: true,
  srcExclude: ['test/**', 'node_modules/**'],
  ignoreDeadLinks: false,
  lastUpdated: false,
  markdown: {
    anchor: { slugify },
    config: (markdown) => {
      markdown.use(docsLinks);
    },
  },
  themeConfig: {
    nav: [
      { text: 'Guides', link: '/guides/getting-started', activeMatch: '^/guides/' },
      { text: 'Errors', link: '/errors/', activeMatch: '^/errors/' },
      { text: 'Lint rules', link: '/rules/', activeMatch: '^/rules/' },
      { text: 'Decisions', link: '/decisions/', activeMatch: '^/decisions/' },
    ],
    sidebar,
    outline: [2, 3],
    search: {
      provider: 'local',
      options: {
        miniSearch: {
          // A code is one word, and what a page is titled counts more than what it mentions.
          searchOptions: { prefix: true, fuzzy: 0.15, boost: { title: 8, titles: 3, text: 1 } },
        },
      },
    },
  },
});
