import { signUpPeople } from '../../stack/accounts.ts';
import { withStack } from '../with-stack.ts';

// A stack that is started for this seeds itself; one that runs is asked to sign the people up.
// Never another database, whatever DATABASE_URL is.
const host = await withStack(async ({ status, localUrl }) => {
  const people = await signUpPeople(fetch, localUrl, status.publishable_key);
  const { seed } = await import('../../demo/seed.ts');
  await seed(status.db_url, people);
  return new URL(status.db_url).host;
});
console.log(`The demo people and their data are in place (${host}).`);
