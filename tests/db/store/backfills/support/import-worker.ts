/** An import in a process of its own, to be killed; on Linux, one that ends says how much memory it had. */
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { lineFile } from '../../../../../local/store/line-file.ts';
import { importFile } from '../../../../../src/store/imports/import-file.ts';
import { openSystemDoor } from '../../../../../supabase/functions/_shared/system-db.ts';

/** What the kernel counts beside it holds the memory of whoever started the process, too. */
const OWN_STATUS = '/proc/self/status';
const [url = '', shop_id = '', path = '', linesAtOnce] = process.argv.slice(2);
const door = openSystemDoor({ url, statementTimeoutMs: 60_000 });
const tell = (message: { bytes: number } | { peakKb: number }) =>
  new Promise((sent) => process.send!(message, sent));
await importFile({
  db: door.asSystem('test'),
  onProgress: (bytes) => void tell({ bytes }),
  linesAtOnce: Number(linesAtOnce),
}, { shop_id, file: await lineFile(path) });
if (existsSync(OWN_STATUS)) {
  const [, peak] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(OWN_STATUS, 'utf8'))!;
  await tell({ peakKb: Number(peak) });
}
await door.end();
process.disconnect();
