/**
 * The door for the system: webhooks, jobs and our own machinery. A function that serves people does
 * not import it, and could not use it: it has another login (tests/door/imports.test.ts).
 */
import type { Schema, SystemDatabase, Tables } from '../../../src/db/client.ts';
import { type DoorOptions, open } from './db/open.ts';
import { systemScope } from './db/scope.ts';
import { doorSettings } from './db/settings.ts';
import { readEnv, systemDatabaseEnv } from './runtime/env.ts';
import { log } from './runtime/log.ts';

export interface SystemDoorOptions<S extends Tables = Schema> extends DoorOptions<S> {
  /** Is told of every use of the door. */
  log?: (entry: SystemDoorEntry) => void;
}

export interface SystemDoorEntry {
  event: 'system_door';
  reason: string;
}

export interface SystemUse {
  /** Its statements may take a minute: for work over all rows of somebody who has very many. */
  patient?: boolean;
}

const PATIENT_MS = 60_000;

/** The door of the login `edge_system`, which can become `service_role` and nothing else. */
export interface SystemDoor<S extends Tables = Schema> {
  /** A database that bypasses row level security, for a stated and logged reason. */
  asSystem(reason: string, use?: SystemUse): SystemDatabase<S>;
  /** Waits for what is running and closes the connections; statements from now on fail. */
  end(): Promise<void>;
}

/** Opens a door of its own. Deployed code uses `asSystem` below. */
export function openSystemDoor<S extends Tables = Schema>(
  options: SystemDoorOptions<S>,
): SystemDoor<S> {
  const { database, statementTimeoutMs, end } = open(options);
  const scope = systemScope(statementTimeoutMs);
  const patient = systemScope(statementTimeoutMs, Math.max(0, PATIENT_MS - statementTimeoutMs));
  return {
    asSystem(reason, use = {}) {
      options.log?.({ event: 'system_door', reason });
      return database(use.patient ? patient : scope) as SystemDatabase<S>;
    },
    end,
  };
}

let own: SystemDoor | undefined;

function ownDoor(): SystemDoor {
  if (own) return own;
  const env = readEnv(systemDatabaseEnv);
  return own = openSystemDoor({
    ...doorSettings(env),
    url: env.EDGE_SYSTEM_DATABASE_URL,
    log: ({ event, reason }) => log('info', event, { reason }),
  });
}

/** This function's door for the system: see SystemDoor. */
export const asSystem = (reason: string, use?: SystemUse): SystemDatabase =>
  ownDoor().asSystem(reason, use);
