import process from 'node:process';
import { migrate } from '../../database/migrate.ts';
import { targetUrl } from '../../database/target.ts';

const url = targetUrl();
migrate(url).then(({ applied }) => {
  const what = applied.length ? `Applied ${applied.join(', ')}` : 'Nothing to apply';
  console.log(`${what} (${new URL(url).host}).`);
}, (error: Error) => {
  console.error(error.message || error);
  process.exitCode = 1;
});
