// Drop folders, exports, releases, locks.
import { join } from 'node:path';
import { heartbeat, activityInfo } from '@temporalio/activity';
import { collect } from './kit.mjs';

const { cases, bug, fine } = collect('files');
export const files = cases;

const exists = (fs, path) =>
  fs.stat(path).then(
    () => true,
    () => false,
  );

bug(
  'export-by-rows',
  'no-key',
  'DUPLICATE_EFFECT',
  'a retry appends the rows below those of the attempt before',
  async ({ folder }) => {
    const { folder: root, fs, world } = await folder({});
    return {
      activity: async (name, rows) => {
        for (const row of rows) await fs.appendFile(join(root, `${name}.csv`), `${row}\n`);
        return rows.length;
      },
      args: ['orders', ['a;1', 'b;2']],
      distinct: ['refunds', ['c;3']],
      world,
    };
  },
);

fine('export-whole', 'the file is written whole, under a name of its own, and renamed', async ({ folder }) => {
  const { folder: root, fs, world } = await folder({});
  return {
    activity: async (name, rows) => {
      const { attempt, workflowExecution } = activityInfo();
      const part = join(root, `.${name}.${workflowExecution.runId}.${attempt}.tmp`);
      await fs.writeFile(part, rows.join('\n'));
      await fs.rename(part, join(root, `${name}.csv`));
      return rows.length;
    },
    args: ['orders', ['a;1', 'b;2']],
    distinct: ['refunds', ['c;3']],
    world,
  };
});

bug(
  'drop-numbered',
  'number-per-attempt',
  'DUPLICATE_EFFECT',
  'the file gets the next number of the folder',
  async ({ folder }) => {
    const { folder: root, fs, world } = await folder({ 'out/0001.xml': '<old/>' });
    return {
      activity: async (order) => {
        const names = await fs.readdir(join(root, 'out'));
        const next = String(names.length + 1).padStart(4, '0');
        await fs.writeFile(join(root, 'out', `${next}.xml`), `<order id="${order}"/>`);
      },
      args: ['o1'],
      distinct: ['o2'],
      world,
    };
  },
);

fine('drop-named', 'the file has the name of its order', async ({ folder }) => {
  const { folder: root, fs, world } = await folder({ 'out/o0.xml': '<order id="o0"/>' });
  return {
    activity: async (order) => {
      const target = join(root, 'out', `${order}.xml`);
      if (await exists(fs, target)) return;
      await fs.writeFile(`${target}.tmp-${activityInfo().attempt}`, `<order id="${order}"/>`);
      await fs.rename(`${target}.tmp-${activityInfo().attempt}`, target);
    },
    args: ['o1'],
    distinct: ['o2'],
    world,
  };
});

bug(
  'remove-then-write',
  'stumbles-over-itself',
  'STUCK',
  'the source is removed before its copy is there, and no retry finds it again',
  async ({ folder }) => {
    const { folder: root, fs, world } = await folder({ 'in/a.csv': '1;2', 'in/b.csv': '3;4', 'done/old.csv': '0' });
    return {
      activity: async (name) => {
        const text = await fs.readFile(join(root, 'in', name), 'utf8');
        await fs.unlink(join(root, 'in', name));
        await fs.writeFile(join(root, 'done', name), text);
      },
      args: ['a.csv'],
      distinct: ['b.csv'],
      world,
    };
  },
);

fine('write-then-remove', 'the copy is there before the source goes, and what has gone is done', async ({ folder }) => {
  const { folder: root, fs, world } = await folder({ 'in/a.csv': '1;2', 'in/b.csv': '3;4', 'done/old.csv': '0' });
  return {
    activity: async (name) => {
      const source = join(root, 'in', name);
      const target = join(root, 'done', name);
      try {
        await fs.rename(source, target);
      } catch (error) {
        if (error.code !== 'ENOENT' || !(await exists(fs, target))) throw error;
      }
    },
    args: ['a.csv'],
    distinct: ['b.csv'],
    world,
  };
});

bug(
  'lock-file',
  'lock-for-ever',
  'STUCK',
  'the lock of a worker that died is in the way of every retry',
  async ({ folder }) => {
    const { folder: root, fs, world } = await folder({ 'state.json': '{}' });
    return {
      activity: async (name, value) => {
        const lock = join(root, 'state.lock');
        await fs.writeFile(lock, 'held', { flag: 'wx' });
        try {
          const state = JSON.parse(await fs.readFile(join(root, 'state.json'), 'utf8'));
          state[name] = value;
          await fs.writeFile(join(root, 'state.json'), JSON.stringify(state));
        } finally {
          await fs.unlink(lock);
        }
      },
      args: ['a', 1],
      distinct: ['b', 2],
      world,
    };
  },
);

fine('one-file-a-key', 'no lock, no index: a file for each key', async ({ folder }) => {
  const { folder: root, fs, world } = await folder({});
  return {
    activity: async (name, value) => {
      await fs.mkdir(join(root, 'state'), { recursive: true });
      await fs.writeFile(join(root, 'state', `${name}.json`), JSON.stringify(value));
    },
    args: ['a', { on: true }],
    distinct: ['b', { on: false }],
    world,
  };
});

bug('index-pushed', 'no-key', 'DUPLICATE_EFFECT', 'the index lists the file once an attempt', async ({ folder }) => {
  const { folder: root, fs, world } = await folder({ 'index.json': '[]' });
  return {
    activity: async (name) => {
      const list = JSON.parse(await fs.readFile(join(root, 'index.json'), 'utf8'));
      list.push({ name });
      await fs.writeFile(join(root, 'index.json'), JSON.stringify(list));
    },
    args: ['a.csv'],
    distinct: ['b.csv'],
    world,
  };
});

bug(
  'index-pushed-once',
  'lost-update',
  'LOST_EFFECT',
  'a zombie writes the index without what the other call has put there',
  async ({ folder }) => {
    const { folder: root, fs, world } = await folder({ 'index.json': '[{"name":"old.csv"}]' });
    return {
      activity: async (name) => {
        const list = JSON.parse(await fs.readFile(join(root, 'index.json'), 'utf8'));
        if (list.every((entry) => entry.name !== name)) list.push({ name });
        await fs.writeFile(join(root, 'index.json'), JSON.stringify(list));
      },
      args: ['a.csv'],
      distinct: ['b.csv'],
      world,
    };
  },
);

bug(
  'release-pointer',
  'last-write-wins',
  'TORN_STATE',
  'a late repetition points back to the older release',
  async ({ folder }) => {
    const { folder: root, fs, world } = await folder({ current: 'v0' });
    return {
      activity: async (release) => {
        await fs.mkdir(join(root, 'releases', release), { recursive: true });
        await fs.writeFile(join(root, 'current'), release);
      },
      args: ['v1'],
      distinct: ['v2'],
      world,
    };
  },
);

bug(
  'release-folder-renamed',
  'stumbles-over-itself',
  'TORN_STATE',
  'the folder cannot be renamed over one that has files in it, and a zombie leaves what it has staged',
  async ({ folder }) => {
    const { folder: root, fs, world } = await folder({ 'releases/v0/app.js': '0' });
    return {
      activity: async (release, text) => {
        const stage = join(root, `stage-${release}`);
        await fs.mkdir(stage, { recursive: true });
        await fs.writeFile(join(stage, 'app.js'), text);
        await fs.rename(stage, join(root, 'releases', release));
      },
      args: ['v1', 'one'],
      distinct: ['v2', 'two'],
      world,
    };
  },
);

bug(
  'folder-removed',
  'stumbles-over-itself',
  'STUCK',
  'what is not there any more cannot be removed',
  async ({ folder }) => {
    const { folder: root, fs, world } = await folder({ 'tenants/acme/a.txt': '1', 'tenants/initech/b.txt': '2' });
    return {
      activity: async (tenant) => {
        await fs.rm(join(root, 'tenants', tenant), { recursive: true });
      },
      args: ['acme'],
      distinct: ['initech'],
      world,
    };
  },
);

fine('folder-removed-if-there', 'what is not there any more is gone', async ({ folder }) => {
  const { folder: root, fs, world } = await folder({ 'tenants/acme/a.txt': '1', 'tenants/initech/b.txt': '2' });
  return {
    activity: async (tenant) => {
      await fs.rm(join(root, 'tenants', tenant), { recursive: true, force: true });
    },
    args: ['acme'],
    distinct: ['initech'],
    world,
  };
});

const CHUNKS = ['one,', 'two,', 'three'];

bug(
  'chunks-appended',
  'heartbeat-too-late',
  'DUPLICATE_EFFECT',
  'the heartbeat of the last chunk may be lost, and the chunk is appended again',
  async ({ folder }) => {
    const { folder: root, fs, world } = await folder({});
    return {
      activity: async (name) => {
        for (let index = activityInfo().heartbeatDetails ?? 0; index < CHUNKS.length; index += 1) {
          await fs.appendFile(join(root, name), CHUNKS[index]);
          heartbeat(index + 1);
        }
      },
      args: ['a.txt'],
      distinct: ['b.txt'],
      world,
    };
  },
);

fine('chunks-as-parts', 'a chunk is a file of its own number', async ({ folder }) => {
  const { folder: root, fs, world } = await folder({});
  return {
    activity: async (name) => {
      await fs.mkdir(join(root, name), { recursive: true });
      for (let index = activityInfo().heartbeatDetails ?? 0; index < CHUNKS.length; index += 1) {
        await fs.writeFile(join(root, name, `part-${index}`), CHUNKS[index]);
        heartbeat(index + 1);
      }
      return CHUNKS.length;
    },
    args: ['a'],
    distinct: ['b'],
    world,
  };
});

bug(
  'file-of-week',
  'key-from-date',
  'DUPLICATE_EFFECT',
  'the report is filed under the month of the attempt',
  async ({ folder }) => {
    const { folder: root, fs, world } = await folder({});
    return {
      activity: async (report, text) => {
        const month = new Date().toISOString().slice(0, 7);
        await fs.mkdir(join(root, month), { recursive: true });
        await fs.writeFile(join(root, month, `${report}.txt`), text);
      },
      args: ['r1', 'one'],
      distinct: ['r2', 'two'],
      world,
    };
  },
);

bug(
  'index-then-file',
  'early-return',
  'LOST_EFFECT',
  'who finds the marker takes the file for written',
  async ({ folder }) => {
    const { folder: root, fs, world } = await folder({});
    return {
      activity: async (name, text) => {
        try {
          await fs.writeFile(join(root, `${name}.started`), '', { flag: 'wx' });
        } catch (error) {
          if (error.code === 'EEXIST') return;
          throw error;
        }
        await fs.writeFile(join(root, `${name}.pdf`), text);
      },
      args: ['d1', 'one'],
      distinct: ['d2', 'two'],
      world,
    };
  },
);

fine('file-then-marker', 'the marker comes after the file, and without it all is written again', async ({ folder }) => {
  const { folder: root, fs, world } = await folder({});
  return {
    activity: async (name, text) => {
      if (await exists(fs, join(root, `${name}.done`))) return;
      await fs.writeFile(join(root, `${name}.pdf`), text);
      await fs.writeFile(join(root, `${name}.done`), '');
    },
    args: ['d1', 'one'],
    distinct: ['d2', 'two'],
    world,
  };
});
