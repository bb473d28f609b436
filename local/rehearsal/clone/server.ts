import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import postgres from 'postgres';
import { reapOrphan, startPostgres } from '../../postgres/postgres.ts';
import { isAlive } from '../../stack/processes/processes.ts';
import type { Leftovers } from '../leftovers.ts';

/** A database, for the role that migrates it and for the superuser. */
export interface Place {
  url: string;
  adminUrl: string;
}

/** A server that goes with the rehearsal. */
export interface ThrowAwayServer {
  /** Makes a database as a hosted project is before its first migration, or a copy of another here. */
  create(name: string, template?: string): Promise<Place>;
}

/** The folder of a server says whose it is, so that the next run removes what a killed one left. */
const FOLDER = /^tatame-rehearsal-(\d+)-/;

export async function startThrowAway(leftovers: Leftovers): Promise<ThrowAwayServer> {
  await sweepFolders();
  const home = await mkdtemp(join(tmpdir(), `tatame-rehearsal-${process.pid}-`));
  leftovers.add(() => rm(home, { recursive: true, force: true }));
  const server = await startPostgres({ dataDir: join(home, 'postgres'), durable: false });
  leftovers.add(server.stop);
  return {
    async create(name, template = 'postgres') {
      const admin = postgres(server.adminUrl.replace(/\/postgres$/, '/template1'), { max: 1 });
      try {
        await admin.unsafe(`create database ${name} template ${template} owner postgres`);
      } finally {
        await admin.end();
      }
      return { url: onDatabase(server.url, name), adminUrl: onDatabase(server.adminUrl, name) };
    },
  };
}

/** The same server, another database. */
export function onDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function sweepFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(FOLDER.exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    const home = join(tmpdir(), name);
    await reapOrphan(join(home, 'postgres'));
    await rm(home, { recursive: true, force: true });
  }
}
