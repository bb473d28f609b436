/**
 * `npm run prove -- <name>`: a proof in full size, of which `npm test` plays a few rounds or a share.
 * Without a name it prints which there are.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { PROJECT_ROOT } from '../stack/settings/state.ts';

interface Proof {
  what: string;
  /** Test files, which read `PROOF_ROUNDS`. */
  files: string[];
  project: 'database' | 'alone' | 'servers' | 'e2e';
  rounds: number;
}

const proofs: Record<string, Proof> = {
  isolation: {
    what: 'fifty users at once on a few connections see their own rows only, faults or none',
    files: ['tests/door/isolation.test.ts'],
    project: 'alone',
    rounds: 2000,
  },
  erasure: {
    what:
      'an erasure against every kind of write in flight leaves nothing, and nothing comes later',
    files: ['tests/db/erasure'],
    project: 'database',
    rounds: 200,
  },
  children: {
    what: "a child's erasure against what its guardians and managers write meanwhile",
    files: ['tests/db/people/child-erasure.test.ts'],
    project: 'database',
    rounds: 200,
  },
  claims: {
    what:
      'claims of records: stories against a model, and races with revoking, erasing and joining',
    files: ['tests/db/people/claims'],
    project: 'database',
    rounds: 100,
  },
  explain: {
    what: 'explanations come to what Postgres does: every cell, and under every mutant',
    files: ['tests/access/explained'],
    project: 'database',
    rounds: 120,
  },
  access: {
    what: 'every cell over HTTP too, and none of all notices what is recorded as equivalent',
    files: ['matrix.http', 'mutants', 'vectors'].map((name) => `tests/access/${name}.test.ts`),
    project: 'database',
    rounds: 1,
  },
  hostile: {
    what: 'whatever value the Data API takes, every route reads it as every actor',
    files: ['tests/e2e/hostile-rows.test.ts'],
    project: 'e2e',
    rounds: 1,
  },
  dues: {
    what: 'lives of accounts, with what is paid and what rests, stand on every day as a model says',
    files: ['tests/db/billing/dues/dues-model.test.ts'],
    project: 'database',
    rounds: 2000,
  },
  eligibility: {
    what: 'of ranks for grown-ups, more time, age or classes never makes anyone less eligible',
    files: ['tests/db/belts/eligibility/never-less.test.ts'],
    project: 'database',
    rounds: 3000,
  },
  deletion: {
    what: 'a question that is deleted against whatever else happens to it stays deleted',
    files: ['tests/db/agent/agent-deletion-races.test.ts'],
    project: 'database',
    rounds: 200,
  },
  occurrences: {
    what:
      'the dates of random rules, in every zone that changed its clocks, are those of libraries',
    files: ['tests/db/academy/schedule/occurrences.test.ts'],
    project: 'database',
    rounds: 200,
  },
  'check-ins': {
    what: 'dates of classes come to what a plain model says, also when commands come at once',
    files: ['tests/db/academy/check-ins/check-ins-model.test.ts'],
    project: 'database',
    rounds: 1000,
  },
  store: {
    what: "a shop's news in any order, twice and at once comes to what a plain model says",
    files: ['tests/db/store/news-model.test.ts', 'tests/db/store/customers/matching.test.ts'],
    project: 'database',
    rounds: 2000,
  },
  rfm: {
    what: 'scores of random shops come to what the formula says, in whole numbers',
    files: ['tests/db/store/rfm/model.test.ts'],
    project: 'database',
    rounds: 500,
  },
  backfill: {
    what: 'files of ten thousand lines a round: one run however often killed, in constant memory',
    files: ['tests/db/store/backfills/import-survives.test.ts'],
    project: 'database',
    rounds: 100,
  },
  import: {
    what: 'a million check-ins come over: the same however often it is killed, in constant memory',
    files: ['survives', 'matrix'].map((name) => `tests/db/legacy/import-${name}.test.ts`),
    project: 'database',
    rounds: 10,
  },
  deliveries: {
    what: 'shuffled deliveries, each twice, at once and under kills, come to what is true',
    files: ['tests/db/store/deliveries/shuffled.test.ts'],
    project: 'database',
    rounds: 10_000,
  },
  stripe: {
    what: "Stripe's events shuffled, doubled and at once come to what they come to in order",
    files: ['tests/db/billing/shuffled.test.ts', 'tests/db/billing/races.test.ts'],
    project: 'database',
    rounds: 3000,
  },
  notifications: {
    what:
      'a thousand messages a round: each sent once or failed for a reason, under faults and kills',
    files: ['tests/db/notifications/deliveries-survive.test.ts'],
    project: 'servers',
    rounds: 100,
  },
  mailings: {
    what: 'a year of mailings to 20,000: none twice, in quiet hours, beyond the cap or unwanted',
    files: ['tests/db/mailings/year.test.ts'],
    project: 'servers',
    rounds: 100,
  },
  messages: {
    what: 'stories of messages come to what a plain model says, and planted faults are found',
    files: ['tests/db/mailings/model.test.ts'],
    project: 'database',
    rounds: 500,
  },
  'serial-to-uuid': {
    what: 'a million rows get uuids for ids while others write: none waits long, fails, or is lost',
    files: ['tests/db/migrations/serial-to-uuid'],
    project: 'database',
    rounds: 50,
  },
  crowds: {
    what: 'crowds at a class, and whatever happens at once to its dates',
    files: [
      'tests/db/academy/check-ins/crowds.test.ts',
      'tests/db/academy/check-ins/at-once.test.ts',
    ],
    project: 'database',
    rounds: 50,
  },
};

async function main([name = '']: string[]): Promise<number> {
  const proof = Object.hasOwn(proofs, name) ? proofs[name] : undefined;
  if (!proof) {
    if (name) console.error(`There is no proof called "${name}".`);
    for (const [name, { what, rounds }] of Object.entries(proofs)) {
      console.log(`${name.padEnd(12)} ${what}${rounds > 1 ? ` (${rounds} rounds each)` : ''}`);
    }
    return name ? 1 : 0;
  }
  const child = spawn('npx', ['vitest', 'run', '--project', proof.project, ...proof.files], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, PROOF_ROUNDS: String(proof.rounds) },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'close') as [number | null];
  return code ?? 1;
}

process.exitCode = await main(process.argv.slice(2));
