import process from 'node:process';
import { enableVectors } from '../../database/enable-vectors.ts';
import { targetUrl } from '../../database/target.ts';

const url = targetUrl();
enableVectors(url).then((there) => {
  const what = there
    ? 'Search has vectors now'
    : 'This server has no pgvector, or may not enable it';
  console.log(`${what} (${new URL(url).host}).`);
}, (error: Error) => {
  console.error(error.message || error);
  process.exitCode = 1;
});
