import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { denoPath } from '../functions/deno.ts';

/** Path of a file, its one line, and whether there is a complaint. */
const CASES: [path: string, text: string, complaint: boolean][] = [
  ['src/store/a.ts', `export const a = (price: string) => Number(price);`, true],
  ['src/store/orders/b.ts', `export const b = (price: string) => parseFloat(price);`, true],
  ['src/store/c.ts', `export const c = (price: string) => Number.parseFloat(price);`, true],
  ['src/store/d.ts', `export const d = (price: string) => +price;`, true],
  ['src/store/e.ts', `export const e = (cents: number) => (cents / 100).toFixed(2);`, true],
  ['src/store/f.ts', `export const f = { price: z.coerce.number() };`, true],
  ['src/store/g.ts', `export const g = { objectCount: z.coerce.number().int() };`, false],
  ['src/store/h.ts', `export const h = (id: string) => parseInt(id, 10);`, true],
  ['src/store/i.ts', `export const i = (id: string) => BigInt(id) < 2n ** 63n;`, false],
  ['src/store/j.ts', `export const j = (days: number) => -days + 1;`, false],
  ['src/store/k.test.ts', `export const k = Number('1');`, false],
  ['src/academy/l.ts', `export const l = Number('1');`, false],
  ['src/db/schema/store/m.ts', `export const m = Number('1');`, true],
  ['supabase/functions/store/n.ts', `export const n = new Number('1');`, true],
  ['supabase/functions/webhooks/shopify-routes.ts', `export const o = Number('1');`, true],
  ['supabase/functions/webhooks/clerk-routes.ts', `export const p = Number('1');`, false],
];

let root: string;
let complaints: { filename: string; code: string }[];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tatame-money-'));
  const config = { lint: { plugins: ['./local/lint/money.ts'], rules: { tags: [] } } };
  const files: [string, string][] = CASES.map(([path, text]) => [path, `${text}\n`]);
  for (const [path, text] of [...files, ['deno.json', JSON.stringify(config)] as const]) {
    await mkdir(join(root, dirname(path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await mkdir(join(root, 'local/lint'), { recursive: true });
  await copyFile(
    fileURLToPath(new URL('money.ts', import.meta.url)),
    join(root, 'local/lint/money.ts'),
  );
  const { stdout } = await promisify(execFile)(denoPath(), ['lint', '--json', 'src', 'supabase'], {
    cwd: root,
  }).catch((error: { stdout: string }) => error);
  complaints = JSON.parse(stdout).diagnostics;
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('the rule about money', () => {
  it.each(CASES)('%s: %s', (path, _text, complaint) => {
    const found = complaints.filter(({ code, filename }) =>
      code === 'tatame-store/money' && filename.endsWith(`/${path}`)
    );
    expect(found).toHaveLength(complaint ? 1 : 0);
  });
});
