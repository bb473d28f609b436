/** `npm run -s why`: who may do what with a row, and why. Reads only; what it tries is undone. */
import process from 'node:process';
import postgres from 'postgres';
import { openDoor } from '../../supabase/functions/_shared/db.ts';
import * as schema from '../../src/db/schema/index.ts';
import { doorPorts } from '../access/door-ports.ts';
import { findPerson } from '../access/find-person.ts';
import { readOptions, type WhyOptions } from '../access/why-options.ts';
import { loginUrl } from '../database/logins.ts';
import { explainFunction } from '../explain/explain-function.ts';
import { explainerOf } from '../explain/explain.ts';
import { connectionPorts } from '../explain/connection-ports.ts';
import { personOf } from '../explain/person-of.ts';
import { ExplainError, type Ports } from '../explain/ports.ts';
import { renderFunction, renderText } from '../explain/render/terminal.ts';
import { keyOfId } from '../explain/key-of-id.ts';
import { loadSecrets } from '../stack/settings/secrets.ts';
import { readSettings } from '../stack/settings/settings.ts';
import { withStack } from './with-stack.ts';

async function why(options: WhyOptions): Promise<void> {
  const { url, who } = options;
  if (url) {
    return await connected(url, (owner) => answer(connectionPorts(owner, personOf(who)), options));
  }
  await withStack(({ status }) =>
    connected(status.db_url, async (owner) => {
      const { edgePassword, claimsSigningKey } = await loadSecrets(readSettings().dataDir);
      const door = openDoor({
        url: loginUrl(status.db_url, 'edge', edgePassword),
        ...{ schema, signingKey: claimsSigningKey, poolSize: 1 },
      });
      try {
        await answer(doorPorts(door, owner, await findPerson(owner, who)), options);
      } finally {
        await door.end();
      }
    })
  );
}

async function answer(ports: Ports, { about, json }: WhyOptions): Promise<void> {
  if ('function' in about) {
    const explained = await explainFunction(ports, about.function);
    return console.log(json ? JSON.stringify(explained, null, 2) : renderFunction(explained));
  }
  const key = about.id === undefined
    ? {}
    : { key: await keyOfId(ports, about.question.table, about.id) };
  const explained = await explainerOf(ports).explain({ ...about.question, ...key });
  console.log(json ? JSON.stringify(explained, null, 2) : renderText(explained));
}

async function connected(url: string, work: (owner: postgres.Sql) => Promise<void>): Promise<void> {
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(owner);
  } finally {
    await owner.end({ timeout: 2 });
  }
}

try {
  await why(readOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof ExplainError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
