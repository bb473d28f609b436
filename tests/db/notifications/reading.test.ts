import { beforeAll, describe, expect, it } from 'vitest';
import type { CallerContext } from '../../../src/db/context.ts';
import { countUnread } from '../../../src/notifications/inbox/count-unread.ts';
import { listInbox } from '../../../src/notifications/inbox/list-inbox.ts';
import { markRead } from '../../../src/notifications/inbox/mark-read.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { crowd } from '../academy/check-ins/support/crowd.ts';
import { NOON, notices } from './support/notices.ts';

const under = useDoor({ poolSize: 10, acquireTimeoutMs: 20_000 });
const on = notices(under);

let ids: string[];
let readers: CallerContext[];
beforeAll(async () => {
  const gym = await on.gym('UTC');
  readers = await crowd(under).people(10, gym);
  ids = [];
  for (let nth = 0; nth < 20; nth++) {
    const id = await on.written(gym, { type: 'gym' }, { title: `News ${nth}` });
    await on.resolve(id, new Date(Date.parse(NOON) + Math.floor(nth / 2) * 60_000).toISOString());
    ids.push(id);
  }
});

const shuffled = <T>(things: readonly T[]): T[] =>
  things.map((thing) => ({ thing, at: Math.random() })).sort((one, two) => one.at - two.at)
    .map(({ thing }) => thing);

describe('an inbox', () => {
  it('is walked page by page, newest first, without a gap or a repetition', async () => {
    const seen: string[] = [];
    let after: Parameters<typeof listInbox>[1]['page']['after'];
    do {
      const { items, next } = await listInbox(readers[0]!, {
        unread: true,
        page: { limit: 3, after },
      });
      seen.push(...items.map(({ id }) => id));
      after = next ?? undefined;
    } while (after);
    expect(seen.toSorted()).toEqual(ids.toSorted());
    expect(seen.slice(0, 2).toSorted()).toEqual(ids.slice(-2).toSorted());
  });

  it('loses no reading when fifty mark at once, and counts each once', async () => {
    const calls = Array.from({ length: 50 }, (_, nth) => () => {
      // Overlapping lists, in any order, by ten readers.
      const notification_ids = shuffled(ids).slice(0, 8);
      return markRead(readers[nth % 10]!, { body: { notification_ids } })
        .then(({ marked }) => ({ reader: nth % 10, marked, notification_ids }));
    });
    const came = await Promise.all(calls.map((call) => call()));
    for (const [nth, reader] of readers.entries()) {
      const theirs = came.filter((one) => one.reader === nth);
      const wanted = new Set(theirs.flatMap(({ notification_ids }) => notification_ids));
      expect(theirs.reduce((sum, { marked }) => sum + marked, 0)).toBe(wanted.size);
      expect(await countUnread(reader, {})).toEqual({ unread: ids.length - wanted.size });
      const { items } = await listInbox(reader, {
        unread: false,
        page: { limit: 100, after: undefined },
      });
      expect(new Set(items.filter(({ viewed_at }) => viewed_at).map(({ id }) => id)))
        .toEqual(wanted);
    }
  });

  it('keeps when something was read first, and reads all up to a moment', async () => {
    const [reader] = readers as [CallerContext];
    const when = () =>
      under.admin`select notification_id, viewed_at from notification_recipients
        where user_id = ${reader.caller.userId} and viewed_at is not null order by 1`;
    const before = await when();
    await markRead(reader, { body: { notification_ids: ids } });
    expect(
      (await when()).filter(({ notification_id }) =>
        before.some((row) => row.notification_id === notification_id)
      ),
    ).toEqual(before);
    const other = readers[1]!;
    await under.admin`update notification_recipients set viewed_at = null
      where user_id = ${other.caller.userId}`;
    const body = { until: new Date(Date.parse(NOON) + 60_000) };
    expect(await markRead(other, { body })).toEqual({ marked: 4, unread: 16 });
    expect(await markRead(other, { body })).toEqual({ marked: 0, unread: 16 });
  });
});
