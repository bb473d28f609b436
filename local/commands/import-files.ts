/** `npm run import:files -- --from <url>`: the files of what was imported come over, into Storage. */
import process from 'node:process';
import { findPostgresError } from '../../src/db/violation.ts';
import { ImportBusy } from '../../src/legacy/engine/run.ts';
import { NoDatabase } from '../database/target.ts';
import { copyFrom } from '../legacy/files/copy-from.ts';
import { readCopyOptions } from '../legacy/files/copy-options.ts';
import { findHere } from '../legacy/files/find-here.ts';
import { renderFiles } from '../legacy/files/render-files.ts';
import { WrongOptions } from './support/options.ts';

async function run(args: string[]): Promise<boolean> {
  const options = readCopyOptions(args);
  let told = Date.now();
  const report = await copyFrom(options, await findHere(), (files, bytes) => {
    if (Date.now() - told < 1000) return;
    told = Date.now();
    console.error(`${files} files, ${(bytes / 1024 ** 2).toFixed(1)} MB`);
  });
  console.log(options.json ? JSON.stringify(report, null, 2) : renderFiles(report));
  return report.ok;
}

try {
  if (!await run(process.argv.slice(2))) process.exitCode = 1;
} catch (error) {
  const { syscall, name } = error as NodeJS.ErrnoException;
  const known = [WrongOptions, NoDatabase, ImportBusy].some((kind) => error instanceof kind) ||
    syscall || name.startsWith('Storage');
  const words = known ? (error as Error).message : findPostgresError(error)?.message;
  console.error(words ?? error);
  process.exitCode = 1;
}
