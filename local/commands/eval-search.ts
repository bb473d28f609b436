/**
 * `npm run eval:search -- [--json] [<corpus.jsonl> <queries.jsonl> <qrels.tsv>]`: how good the search
 * is on a test collection, by default our own. Starts a stack on a directory that is thrown away.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Evaluation } from '../eval/metrics.ts';
import { runEvaluation } from '../eval/run.ts';
import { readCollection } from '../eval/test-collection.ts';
import { type ProgressBar, progressBar } from '../queue/progress-bar.ts';
import { startStack } from '../stack/stack.ts';

const USAGE = 'npm run eval:search -- [--json] [<corpus.jsonl> <queries.jsonl> <qrels.tsv>]';

const ownFile = (name: string) => fileURLToPath(new URL(`../eval/corpus/${name}`, import.meta.url));

/** A person who uploads and asks as fast as the machine can; the limits are for others. */
const UNLIMITED = {
  RATE_LIMIT_READS_PER_MINUTE: '1000000',
  RATE_LIMIT_WRITES_PER_MINUTE: '1000000',
};

function printTable(rows: Record<string, Evaluation>): void {
  const [first] = Object.values(rows);
  const columns = Object.keys(first!) as (keyof Evaluation)[];
  const show = (value: number) => Number.isInteger(value) ? String(value) : value.toFixed(4);
  console.log(['', ...columns].map((name, i) => i ? name.padStart(15) : name.padEnd(24)).join(''));
  for (const [name, row] of Object.entries(rows)) {
    console.log(name.padEnd(24) + columns.map((key) => show(row[key]).padStart(15)).join(''));
  }
}

async function main(): Promise<number> {
  const { values: { json }, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const given = positionals.length === 0
    ? ['corpus.jsonl', 'queries.jsonl', 'qrels.tsv'].map(ownFile)
    : positionals;
  const [corpus, queries, qrels] = given;
  if (given.length !== 3 || !corpus || !queries || !qrels) {
    console.error(USAGE);
    return 1;
  }
  const collection = await readCollection({ corpus, queries, qrels });
  const dataDir = await mkdtemp(join(tmpdir(), 'tatame-eval-'));
  const ports = { api: 0, db: 0, studio: 0, console: 0 };
  const stack = await startStack({ dataDir, ports, env: UNLIMITED, seed: false });
  const stop = async () => {
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  }
  let bar: { stage: string; line: ProgressBar } | undefined;
  try {
    const { search, websearch } = await runEvaluation(stack, collection, (stage, done, total) => {
      if (bar?.stage !== stage) {
        bar?.line.end();
        bar = { stage, line: progressBar(stage) };
      }
      bar.line.update(done, total);
    });
    bar?.line.end();
    if (json) console.log(JSON.stringify({ search, websearch }));
    else printTable({ 'search': search, 'websearch_to_tsquery': websearch });
    return 0;
  } finally {
    await stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
