import { signUpPeople } from '../../stack/accounts.ts';
import { loadSecrets } from '../../stack/settings/secrets.ts';
import { readSettings } from '../../stack/settings/settings.ts';
import { withStack } from '../support/with-stack.ts';

// A stack that is started for this seeds itself; one that runs is asked to sign the people up.
// Never another database, whatever DATABASE_URL is.
const host = await withStack(async ({ status, localUrl }) => {
  const people = await signUpPeople(fetch, localUrl, status.publishable_key);
  const { seed } = await import('../../demo/seed/seed.ts');
  const { pinHashKey } = await loadSecrets(readSettings().dataDir);
  await seed(status.db_url, people, pinHashKey);
  const { seedFiles } = await import('../../demo/seed/seed-files.ts');
  const { db_url: databaseUrl, secret_key: secretKey } = status;
  await seedFiles({ databaseUrl, apiUrl: localUrl, secretKey });
  return new URL(status.db_url).host;
});
console.log(`The demo people and their data are in place (${host}).`);
