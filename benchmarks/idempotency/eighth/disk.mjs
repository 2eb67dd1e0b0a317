// Files: documents that are read, changed and written, logs, renames, links, places made up on the spot.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { activityInfo } from '@temporalio/activity';
import { collect } from '../seventh/kit.mjs';

const { cases, bug, fine } = collect('disk');
export const disk = cases;

/** An activity over a folder with these files; `on` gets the file system and a way to make paths. */
const inFolder =
  (files, on, args, distinct, more = {}) =>
  async ({ folder }) => {
    const { folder: root, fs, world } = await folder(files);
    return { activity: on(fs, (...names) => join(root, ...names)), args, distinct, world, ...more };
  };
const readJson = async (fs, path) => JSON.parse(await fs.readFile(path, 'utf8'));

bug(
  'json-counter',
  'read-modify-write',
  'DUPLICATE_EFFECT',
  'a number in a document is read, raised and written',
  inFolder(
    { 'stats.json': '{"visits":{"home":3,"shop":9}}' },
    (fs, at) => async (page) => {
      const stats = await readJson(fs, at('stats.json'));
      stats.visits[page] += 1;
      await fs.writeFile(at('stats.json'), JSON.stringify(stats, null, 2));
    },
    ['home'],
    ['shop'],
  ),
);

bug(
  'json-map',
  'lost-update',
  'LOST_EFFECT',
  'a zombie writes the whole document as it was before the other entry',
  inFolder(
    { 'users.json': '{"root":{"role":"admin"}}' },
    (fs, at) => async (id, role) => {
      const users = await readJson(fs, at('users.json'));
      users[id] = { role };
      await fs.writeFile(at(`users.json.${activityInfo().attempt}`), JSON.stringify(users));
      await fs.rename(at(`users.json.${activityInfo().attempt}`), at('users.json'));
    },
    ['ann', 'editor'],
    ['bob', 'reader'],
  ),
);

fine(
  'file-per-user',
  'each user has a file, which is renamed into its place',
  inFolder(
    { 'users/root.json': '{"role":"admin"}' },
    (fs, at) => async (id, role) => {
      const { workflowExecution, attempt } = activityInfo();
      const draft = at('users', `.${id}.${workflowExecution.runId}.${attempt}.tmp`);
      await fs.writeFile(draft, JSON.stringify({ role }));
      await fs.rename(draft, at('users', `${id}.json`));
      return `${id}.json`;
    },
    ['ann', 'editor'],
    ['bob', 'reader'],
  ),
);

bug(
  'appended',
  'append-without-key',
  'DUPLICATE_EFFECT',
  'a line each attempt',
  inFolder(
    { 'audit.log': 'start\n' },
    (fs, at) => (order) => fs.appendFile(at('audit.log'), `shipped ${order}\n`),
    ['o1'],
    ['o2'],
  ),
);

bug(
  'appended-unless-last',
  'dedupe-by-last',
  'DUPLICATE_EFFECT',
  'only the last line is looked at',
  inFolder(
    { 'audit.log': 'start\n' },
    (fs, at) => async (order) => {
      const lines = (await fs.readFile(at('audit.log'), 'utf8')).trimEnd().split('\n');
      if (lines.at(-1) === `shipped ${order}`) return;
      await fs.appendFile(at('audit.log'), `shipped ${order}\n`);
    },
    ['o1'],
    ['o2'],
  ),
);

bug(
  'appended-unless-there',
  'check-then-insert',
  'DUPLICATE_EFFECT',
  'two attempts read before either has appended',
  inFolder(
    { 'audit.log': 'start\n' },
    (fs, at) => async (order) => {
      const lines = (await fs.readFile(at('audit.log'), 'utf8')).split('\n');
      if (!lines.includes(`shipped ${order}`)) await fs.appendFile(at('audit.log'), `shipped ${order}\n`);
    },
    ['o1'],
    ['o2'],
  ),
);

bug(
  'appended-by-handle',
  'append-without-key',
  'DUPLICATE_EFFECT',
  'a handle that appends row by row',
  inFolder(
    { 'export.csv': 'id;cents\n' },
    (fs, at) => async (rows) => {
      const file = await fs.open(at('export.csv'), 'a');
      try {
        for (const [id, cents] of rows) await file.write(`${id};${cents}\n`);
      } finally {
        await file.close();
      }
      return rows.length;
    },
    [
      [
        ['a', 1],
        ['b', 2],
      ],
    ],
    [[['c', 3]]],
  ),
);

fine(
  'written-by-handle',
  'a handle that begins anew in a file of the batch’s own',
  inFolder(
    { 'old.csv': 'id;cents\n' },
    (fs, at) => async (batch, rows) => {
      const file = await fs.open(at(`${batch}.csv`), 'w');
      try {
        for (const [id, cents] of rows) await file.write(`${id};${cents}\n`);
      } finally {
        await file.close();
      }
      return `${batch}.csv`;
    },
    [
      'b1',
      [
        ['a', 1],
        ['b', 2],
      ],
    ],
    ['b2', [['c', 3]]],
  ),
);

fine(
  'exclusive',
  'the file of the order is made by whoever is first',
  inFolder(
    { 'claims/o0': 'x' },
    (fs, at) => async (order, text) => {
      try {
        await fs.writeFile(at('claims', order), text, { flag: 'wx' });
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
    },
    ['o1', 'one'],
    ['o2', 'two'],
  ),
);

bug(
  'exclusive-claim',
  'claim-before-work',
  'LOST_EFFECT',
  'the claim is made by whoever is first, and the label by nobody, if that one dies',
  inFolder(
    { 'claims/o0': '', 'labels/o0': 'x' },
    (fs, at) => async (order, text) => {
      try {
        await fs.writeFile(at('claims', order), '', { flag: 'wx' });
      } catch (error) {
        if (error.code === 'EEXIST') return;
        throw error;
      }
      await fs.writeFile(at('labels', order), text);
    },
    ['o1', 'one'],
    ['o2', 'two'],
  ),
);

bug(
  'random-folder',
  'random-resource-name',
  'DUPLICATE_EFFECT',
  'each attempt makes a folder of its own, and leaves it',
  inFolder(
    { 'out/keep': '' },
    (fs, at) => async (name) => {
      const folder = await fs.mkdtemp(at('out', 'job-'));
      await fs.writeFile(join(folder, name), 'report');
      return { path: folder };
    },
    ['a.txt'],
    ['b.txt'],
  ),
);

fine(
  'by-content',
  'a file is called by the hash of what is in it',
  inFolder(
    { 'blobs/keep': '' },
    (fs, at) => async (text) => {
      const name = createHash('sha256').update(text).digest('hex');
      await fs.writeFile(at('blobs', name), text);
      return { name };
    },
    ['first text'],
    ['second text'],
  ),
);

bug(
  'rotated',
  'rotated-again',
  'TORN_STATE',
  'a repetition rotates what the first attempt has written over what it had kept',
  inFolder(
    { 'prices.json': '{"day":0}', 'rates.json': '{"day":0}' },
    (fs, at) => async (name, day) => {
      await fs.copyFile(at(`${name}.json`), at(`${name}.previous.json`));
      await fs.writeFile(at(`${name}.json`), JSON.stringify({ day }));
    },
    ['prices', 1],
    ['rates', 2],
  ),
);

bug(
  'link-replaced-in-two',
  'stumbles-over-itself',
  'STUCK',
  'the link is removed and made anew, and who dies in between leaves none to remove',
  inFolder(
    { 'v1/index.html': 'one', 'v2/index.html': 'two', 'v0/index.html': 'zero', live: 'v0', next: 'v0' },
    (fs, at) => async (name, version) => {
      await fs.unlink(at(name));
      await fs.writeFile(at(name), version, { flag: 'wx' });
    },
    ['live', 'v1'],
    ['next', 'v2'],
  ),
);

bug(
  'link-replaced-in-one',
  'draft-left-behind',
  'TORN_STATE',
  'the new link is made beside the old one and renamed over it; a draft whose name does not say that it is one stays where the worker dies',
  inFolder(
    { 'v1/index.html': 'one', 'v2/index.html': 'two' },
    (fs, at) => async (name, version) => {
      const draft = at(`${name}.${activityInfo().workflowExecution.runId}.${activityInfo().attempt}`);
      await fs.rm(draft, { force: true });
      await fs.symlink(version, draft);
      await fs.rename(draft, at(name));
    },
    ['live', 'v1'],
    ['next', 'v2'],
  ),
);

bug(
  'folder-is-there',
  'early-return',
  'LOST_EFFECT',
  'a folder that is there counts as a folder that is full',
  inFolder(
    { 'sites/old/index.html': 'old' },
    (fs, at) => async (site) => {
      const made = await fs.mkdir(at('sites', site), { recursive: true });
      if (made === undefined) return;
      await fs.writeFile(at('sites', site, 'index.html'), `<h1>${site}</h1>`);
      await fs.writeFile(at('sites', site, 'robots.txt'), 'Allow: /');
    },
    ['acme'],
    ['initech'],
  ),
);

fine(
  'done-file-last',
  'the file that says "done" comes last, and all before it may be written again',
  inFolder(
    { 'out/old.done': '' },
    (fs, at) => async (batch, parts) => {
      for (const [index, text] of parts.entries()) await fs.writeFile(at('out', `${batch}.${index}`), text);
      await fs.writeFile(at('out', `${batch}.done`), '');
      return parts.length;
    },
    ['b1', ['one', 'two']],
    ['b2', ['three']],
  ),
);

fine(
  'only-reads',
  'it counts lines, and changes nothing',
  inFolder(
    { 'a.csv': '1\n2\n', 'b.csv': '3\n' },
    (fs, at) => async (name) => (await fs.readFile(at(name), 'utf8')).trimEnd().split('\n').length,
    ['a.csv'],
    ['b.csv'],
    { effects: 'none' },
  ),
);
