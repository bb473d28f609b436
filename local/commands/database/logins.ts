import { randomBytes } from 'node:crypto';
import process from 'node:process';
import postgres from 'postgres';
import { addClaimsKey, listClaimsKeys, retireClaimsKey } from '../../database/claims-keys.ts';
import { loginUrl, prepareLogins } from '../../database/logins.ts';
import { givenDatabase } from '../../database/target.ts';
import { doorEnv } from '../../functions/env.ts';

const USAGE =
  `npm run -s db:logins -- setup             new passwords and a first key; prints the variables
npm run -s db:logins -- passwords         new passwords of both logins; the old ones end now
npm run -s db:logins -- keys              the keys whose signature of claims is believed
npm run -s db:logins -- add-key           one more; sign with it, then retire the one before
npm run -s db:logins -- retire-key <id>

Works on the database of the DATABASE_URL given with the command, as its owner (role postgres).
Variables go to the output, as supabase/functions/.env has them; all else is said beside it.`;

const newSecret = () => randomBytes(32).toString('base64url');
const print = (variables: Record<string, string>) =>
  Object.entries(variables).forEach(([name, value]) => console.log(`${name}=${value}`));

/** Gives both logins new passwords and prints where the functions find the database with them. */
async function changePasswords(owner: postgres.Sql, url: string): Promise<void> {
  const passwords = { edge: newSecret(), edge_system: newSecret() };
  await prepareLogins(owner, passwords);
  const { CLAIMS_SIGNING_KEY: _, ...urls } = doorEnv({
    edge: atTransactionPooler(loginUrl(url, 'edge', passwords.edge)),
    edge_system: atTransactionPooler(loginUrl(url, 'edge_system', passwords.edge_system)),
  }, '');
  print(urls);
}

async function addKey(owner: postgres.Sql): Promise<void> {
  const key = newSecret();
  await addClaimsKey(owner, key);
  print({ CLAIMS_SIGNING_KEY: key });
}

/** Hosted, the shared pooler gives sessions on 5432 and transactions on 6543. */
function atTransactionPooler(url: string): string {
  const changed = new URL(url);
  if (changed.hostname.endsWith('.pooler.supabase.com')) changed.port = '6543';
  return changed.href;
}

async function run([command, id]: string[], owner: postgres.Sql, url: string): Promise<number> {
  if (command === 'setup') {
    await changePasswords(owner, url);
    await addKey(owner);
  } else if (command === 'passwords') await changePasswords(owner, url);
  else if (command === 'add-key') await addKey(owner);
  else if (command === 'keys') {
    for (const key of await listClaimsKeys(owner)) {
      console.log(`${key.id}  ${key.created_at.toISOString()}`);
    }
  } else if (command === 'retire-key' && id) {
    if (!await retireClaimsKey(owner, id)) return complain(`There is no key ${id}.`);
    console.error('Retired: what it signs is believed no more.');
  } else return complain(USAGE);
  return 0;
}

function complain(text: string): number {
  console.error(text);
  return 1;
}

async function main(): Promise<number> {
  const url = givenDatabase();
  if (!url) {
    return complain(
      'Give the DATABASE_URL with the command. The local stack looks after its own logins.',
    );
  }
  const owner = postgres(url, { max: 1, prepare: false, onnotice: () => {} });
  try {
    return await run(process.argv.slice(2), owner, url);
  } finally {
    await owner.end();
  }
}

main().then((code) => process.exitCode = code, (error: Error) => {
  process.exitCode = complain(error.message);
});
