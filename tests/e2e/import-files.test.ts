import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../../testkit/http/call.ts';
import { LOGO, type OldRow, openOldApp } from './support/old-app.ts';
import * as host from './support/old-host.ts';

const MINUTES = 120_000;
const { contentOf, first, half, inPieces, packed, status, whole } = host;
const PNG = contentOf('image/png', 3000, 1);
const BIG = contentOf('application/pdf', 2_000_000, 2);

let app: Awaited<ReturnType<typeof openOldApp>>;
let files: Awaited<ReturnType<typeof host.startOldHost>>;
let elsewhere: Awaited<ReturnType<typeof host.startOldHost>>;
let allow: string[];
/** Old ids of the files that come. */
let coming: number[];

beforeAll(async () => {
  [app, files, elsewhere] = await Promise.all([
    openOldApp(),
    host.startOldHost(),
    host.startOldHost(),
  ]);
  allow = ['--allow', files.origin];
}, MINUTES);
afterAll(async () => {
  await Promise.all([app.close(), files.stop(), elsewhere.stop()]);
});

const png = (address: OldRow['address'], more: Partial<OldRow> = {}): OldRow => ({
  ...{ address, type: 'image/png', bytes: PNG.length, ...more },
});
const pdf = (address: string): OldRow => ({
  ...{ address, type: 'application/pdf', bytes: BIG.length },
});

/** Files that come, each by another way. */
const good = (): Record<string, OldRow> => ({
  whole: png(files.on('/whole', whole(PNG)), { name: '../../etc/passwd\r\nSet-Cookie: a=b".png' }),
  pieces: pdf(files.on('/in-pieces', inPieces(BIG))),
  packed: png(files.on('/packed', packed(PNG))),
  moved: png(files.on('/moved', status(302, { location: '/whole' }))),
  'after errors': png(files.on('/busy', first(status(503), whole(PNG), 2))),
  'after a pause': png(files.on('/later', first(status(429, { 'retry-after': '1' }), whole(PNG)))),
  'after a cut': pdf(files.on('/cut-once', first(half(BIG, 'cut'), whole(BIG)))),
  'after silence': pdf(files.on('/silent-once', first(half(BIG, 'silence'), whole(BIG)))),
});

/** Files that do not, and why. */
const bad = (): [reason: string, detail: string | null, OldRow][] => [
  ['no_address', null, png(null)],
  ['no_address', null, png('classes/1.png')],
  ['no_address', 'file:', png('file:///etc/passwd')],
  ['no_address', 'http:', png(files.origin.replace('//', '//ana:secret@') + '/whole')],
  ['not_utf8', null, png(Buffer.from(`${files.origin}/caf\xe9`, 'latin1'))],
  ['origin_not_allowed', 'http://169.254.169.254', png('http://169.254.169.254/latest/meta-data')],
  ['origin_not_allowed', elsewhere.origin, png(elsewhere.on('/direct', whole(PNG)))],
  [
    ...['origin_not_allowed', elsewhere.origin] as const,
    png(files.on('/out', status(307, { location: elsewhere.on('/led', whole(PNG)) }))),
  ],
  ['no_address', 'file:', png(files.on('/file', status(301, { location: 'file:///etc/passwd' })))],
  ['too_many_redirects', null, png(files.on('/round', status(302, { location: '/round' })))],
  ['answered', '404', png(`${files.origin}/nowhere`)],
  ['answered', '206', png(files.on('/part', status(206)))],
  ['answered', '500', png(files.on('/broken', status(500)))],
  ['unreachable', 'UND_ERR_SOCKET', pdf(files.on('/cut', half(BIG, 'cut')))],
  ['timed_out', '1000 ms of silence', pdf(files.on('/silent', half(BIG, 'silence')))],
  [
    'size_differs',
    `3001 bytes instead of 3000`,
    png(
      files.on('/longer', whole(Buffer.concat([PNG, PNG.subarray(0, 1)]))),
    ),
  ],
  ['size_differs', '3000 bytes instead of 4000', png(`${files.origin}/whole`, { bytes: 4000 })],
  [
    'size_differs',
    '900000000000 bytes instead of 3000',
    png(
      files.on('/huge', half(PNG, 'silence', { 'content-length': '900000000000' })),
    ),
  ],
  ['size_differs', 'more instead of 3000', png(files.on('/endless', inPieces(BIG, 200, 1)))],
  [
    'size_differs',
    'more instead of 3000',
    png(
      files.on('/bomb', packed(contentOf('image/png', 200_000_000, 0))),
    ),
  ],
  [
    'size_differs',
    '3000 bytes instead of 3001',
    png(
      files.on('/short', inPieces(PNG)),
      { bytes: 3001 },
    ),
  ],
  [
    'type_differs',
    'image/png instead of image/jpeg',
    png(`${files.origin}/whole`, {
      type: 'image/jpeg',
    }),
  ],
  [
    'type_differs',
    'something else instead of image/png',
    png(
      files.on('/page', whole(Buffer.from('<html><script>'.padEnd(3000)))),
    ),
  ],
];

it('brings what is as its row says, names the rest, and shows members what is there', async () => {
  coming = await Promise.all(Object.values(good()).map(app.add));
  const refused: [number, string, string | null][] = [];
  for (const [reason, detail, row] of bad()) refused.push([await app.add(row), reason, detail]);
  const told = async () => (await app.admin`select from notifications`).length;
  const before = await told();
  await app.moveIn();
  const member = await app.member();
  const listed = async () => {
    const [{ gym_id }] = await app.admin<[{ gym_id: string }]>`
      select id as gym_id from gyms where legacy_id = 1`;
    const path = `materials/gyms/${gym_id}/attachments?limit=100`;
    return (await call(member, 'GET', path)).body.items as { id: string; file_name: string }[];
  };
  expect(await listed()).toEqual([]);

  const { code, report } = await app.copy('--dry-run');
  expect(code).toBe(1);
  expect(report.origins).toContainEqual({
    ...{ origin: files.origin, allowed: false, files: expect.any(Number) },
    bytes: expect.any(Number),
  });
  expect(files.asked.size + elsewhere.asked.size).toBe(0);

  const came = await app.copy(...allow);
  expect(came.code).toBe(1);
  expect(came.report.refusals.map(({ id, reason, detail }) => [id, reason, detail])).toEqual(
    refused,
  );
  expect(came.report).toMatchObject({ copied: coming.length, there: 0, not_here: 0 });
  expect(elsewhere.asked.size).toBe(0);
  for (const { legacy_id, ...row } of await app.left()) {
    const is = coming.includes(legacy_id);
    expect([legacy_id, row]).toMatchObject([legacy_id, {
      ...{ state: is ? 'ready' : 'uploading', has_object: is, is_noted: is, is_as_it_came: true },
    }]);
    if (is) expect([3000, 2_000_000]).toContain((await app.bytesOf(row.file_path))?.length);
  }
  const shown = await listed();
  expect(shown).toHaveLength(coming.length);
  const { id } = shown.find(({ file_name }) => file_name.includes('passwd'))!;
  const { body } = await call(member, 'GET', `materials/attachments/${id}/download`);
  const saved = await fetch(body.url);
  expect(saved.headers.get('content-disposition')).not.toContain('\n');
  expect(Buffer.from(await saved.arrayBuffer()).equals(PNG)).toBe(true);
  const [{ pictures }] = await app.admin<[{ pictures: string[] }]>`
    select array(select logo from gyms where legacy_id = 1 union all
      select image_url from users where legacy_id < 1000) as pictures`;
  expect(new Set(pictures)).toEqual(new Set([LOGO]));
  expect(await told()).toBe(before);
}, MINUTES);

it('again, asks for what is not there, and brings what changed', async () => {
  await app.old`delete from attachments where id not in ${app.old(coming)}`;
  const report = await app.moveIn();
  const named = report.gone.map(({ id }) => id);
  files.asked.clear();
  const again = await app.copy(...allow);
  expect(again.report).toMatchObject({ ok: false, copied: 0, there: 8 });
  expect(again.report.refusals.map(({ id, reason }) => [id, reason])).toEqual(
    named.map((id) => [id, 'row_gone']),
  );
  expect(files.asked.size).toBe(0);

  const before = await app.left();
  const [changed] = await app.old<[{ id: number }]>`
    update attachments set file_url = ${files.on('/new', whole(BIG.subarray(0, 5000)))},
      file_type = 'application/pdf', file_size = 5000
    where file_url = ${`${files.origin}/whole`} returning id`;
  await app.moveIn();
  expect((await app.copy(...allow)).report).toMatchObject({ copied: 1, there: 7 });
  const { file_path, ...row } = (await app.left()).find(({ legacy_id }) =>
    legacy_id === changed.id
  )!;
  expect(row).toMatchObject({ state: 'ready', is_as_it_came: true });
  expect(before.map((each) => each.file_path)).toContain(file_path);
  expect((await app.bytesOf(file_path))!.equals(BIG.subarray(0, 5000))).toBe(true);
}, MINUTES);

it('leaves no file of a row that was deleted here meanwhile', async () => {
  const id = await app.add(png(files.on('/late', async (...given) => {
    await app.admin`delete from attachments where legacy_id = ${id}`;
    whole(PNG)(...given);
  })));
  await app.moveIn();
  const [{ file_path }] = await app.admin<[{ file_path: string }]>`
    select file_path from attachments where legacy_id = ${id}`;
  const { report } = await app.copy(...allow);
  expect(report.refusals).toContainEqual(expect.objectContaining({ id, reason: 'row_changed' }));
  expect(await app.bytesOf(file_path)).toBeNull();
}, MINUTES);

it('killed at any moment and called again, ends the same', async () => {
  const content = Array.from(
    { length: 30 },
    (_, nth) => contentOf('image/png', 300_000 + nth, nth),
  );
  const ids: number[] = [];
  let served = () => {};
  for (const [nth, one] of content.entries()) {
    const address = files.on(`/kill/${nth}`, (...given) => {
      served();
      inPieces(one, 10, 10)(...given);
    });
    ids.push(await app.add(png(address, { bytes: one.length })));
  }
  await app.moveIn();
  for (const after of [2, 9, 17]) {
    const moment = new Promise<void>((now) => {
      let count = 0;
      served = () => {
        if (++count >= after - 1) setTimeout(now, Math.random() * 100);
      };
    });
    expect(await app.copyUntil(moment, ...allow)).toBe(true);
  }
  const { report } = await app.copy(...allow);
  expect(report.refusals.filter(({ reason }) => reason !== 'row_gone')).toEqual([]);
  const left = (await app.left()).filter(({ legacy_id }) => ids.includes(legacy_id));
  expect(left).toHaveLength(30);
  for (const { legacy_id, file_path, ...row } of left) {
    expect(row).toEqual({ state: 'ready', has_object: true, is_noted: true, is_as_it_came: true });
    const bytes = await app.bytesOf(file_path);
    expect(bytes!.equals(content[ids.indexOf(legacy_id)]!)).toBe(true);
  }
}, MINUTES);
