/** An import in a process of its own, to be killed; on Linux, one that ends says how much memory it had. */
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { importFrom } from '../../../../local/legacy/import-from.ts';

/** What the kernel counts beside it holds the memory of whoever started the process, too. */
const OWN_STATUS = '/proc/self/status';
const [from = '', url = '', resume = ''] = process.argv.slice(2);
const tell = (message: unknown) => new Promise((sent) => process.send!(message, sent));
const report = await importFrom(
  { from, dry: false, resume: resume === 'resume', timezone: 'America/Sao_Paulo' },
  url,
  { onProgress: (table, rows) => void tell({ table, rows }) },
);
const [, peak] = existsSync(OWN_STATUS)
  ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(OWN_STATUS, 'utf8'))!
  : ['', '0'];
await tell({ report, peakKb: Number(peak) });
process.disconnect();
