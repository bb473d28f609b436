/**
 * `npm run bench -- [--json] [name …]`: runs the suites that have a line whose name contains one of
 * the words, or all of them, and prints those lines. Ends with 1 when something could not be
 * measured or a count is not what is promised; never because something was slow.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { type Line, meetsGoal } from './line.ts';
import { progressLine } from './progress.ts';
import { toJson, toTable } from './report.ts';
import { Resources } from './resources.ts';
import { suites } from './suites/index.ts';

const { values: { json }, positionals: words } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const wanted = (name: string) => words.length === 0 || words.some((word) => name.includes(word));
const chosen = suites.filter(({ lines }) => lines.some(wanted));

const resources = new Resources();
let left: Promise<void> | undefined;
/** Once: a terminal's Ctrl-C arrives from npm as well, and must not cut the cleaning up short. */
const leave = (code: number) => left ??= resources.close().then(() => process.exit(code));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void leave(130));
}

const lines: Line[] = [];
let faults = 0;
for (const suite of chosen) {
  const progress = progressLine(suite.title);
  try {
    const answered = await suite.run({ resources, progress: progress.update });
    progress.end();
    for (const line of answered.filter(({ name }) => wanted(name))) {
      lines.push(line);
      if (json) console.log(toJson(line));
    }
  } catch (error) {
    progress.end();
    // Interrupted: what the suite ran on is being taken away.
    if (left) break;
    faults++;
    console.error(`${suite.title} could not be measured:`, error);
  }
}

if (!json && lines.length > 0) console.log(toTable(lines));
if (chosen.length === 0) {
  faults++;
  console.error(`No line is called ${words.join(' or ')}. There are:`);
  console.error(suites.flatMap((suite) => suite.lines).join('\n'));
}
const broken = lines.filter((line) => line.goal?.exact && !meetsGoal(line));
for (const { name, value, limit } of broken) {
  console.error(`${name} is ${value}, and ${limit} is promised`);
}
await leave(faults + broken.length > 0 ? 1 : 0);
