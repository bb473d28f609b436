import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { adminOf } from '../../postgres/postgres.ts';
import type { Leftovers } from '../leftovers.ts';
import { onDatabase, type Place } from './server.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];
/** What CREATE DATABASE says of a template that somebody is connected to (object_in_use). */
const IN_USE = '55006';

/**
 * Copies a database of a server that was started here, file by file, beside it. Nobody who uses it is
 * sent away for that: then, and on a server that is not ours, there is no such copy.
 */
export async function cloneByTemplate(
  from: string,
  leftovers: Leftovers,
): Promise<Place | undefined> {
  const { hostname, pathname } = new URL(from);
  if (!LOOPBACK.includes(hostname)) return undefined;
  const name = `rehearsal_${randomBytes(6).toString('hex')}`;
  // Says that this run lives: what a killed one left is what nobody says so of.
  const admin = postgres(onDatabase(adminOf(from), 'template1'), {
    max: 1,
    onnotice: () => {},
    connection: { application_name: name },
  });
  leftovers.add(() => admin.end({ timeout: 1 }));
  try {
    await admin`select 1`;
  } catch {
    return undefined;
  }
  await sweepDatabases(admin);
  leftovers.add(() => drop(admin, name));
  const source = decodeURIComponent(pathname.slice(1));
  try {
    await admin`create database ${admin(name)} template ${admin(source)} owner postgres`;
  } catch (error) {
    if ((error as postgres.PostgresError).code === IN_USE) return undefined;
    throw error;
  }
  return { url: onDatabase(from, name), adminUrl: onDatabase(adminOf(from), name) };
}

async function sweepDatabases(admin: postgres.Sql): Promise<void> {
  const left = await admin<{ datname: string }[]>`
    select datname from pg_database
    where datname ~ '^rehearsal_[0-9a-f]{12}$'
      and datname not in (select application_name from pg_stat_activity)`;
  for (const { datname } of left) await drop(admin, datname);
}

async function drop(admin: postgres.Sql, name: string): Promise<void> {
  await admin`drop database if exists ${admin(name)} with (force)`;
}
