import { describe, expect, it } from 'vitest';
import { createCursors, paginator } from './pagination.ts';

const cursors = createCursors('a secret of at least 32 characters');
const numbers = Array.from({ length: 5 }, (_, i) => i);

/** A list verb over `numbers`. */
const listNumbers = (
  { limit, after }: { limit: number; after?: readonly unknown[] | undefined },
) => {
  const start = after ? Number(after[0]) + 1 : 0;
  const items = numbers.slice(start, start + limit);
  const next = start + limit < numbers.length ? [items.at(-1)!] : null;
  return Promise.resolve({ items, next });
};

describe('paginator', () => {
  const paginate = paginator(cursors, 'listNumbers', { gym_id: 'g1' });

  it('walks a list to its end, every row once', async () => {
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await paginate({ limit: 2, cursor }, listNumbers);
      seen.push(...page.items);
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(numbers);
  });

  it('takes a cursor only for the list, parameters and filters it was made for', async () => {
    const query = { limit: 2, role: 'STUDENT' };
    const { next_cursor } = await paginate(query, listNumbers);
    const cursor = next_cursor!;
    const refused = expect.objectContaining({
      status: 400,
      code: 'cursor_invalid',
      errors: [expect.objectContaining({ field: 'query.cursor' })],
    });
    expect((await paginate({ ...query, cursor, limit: 3 }, listNumbers)).items).toEqual([2, 3, 4]);
    const otherList = paginator(cursors, 'listOthers', { gym_id: 'g1' });
    const otherGym = paginator(cursors, 'listNumbers', { gym_id: 'g2' });
    const otherSecret = paginator(createCursors('b'.repeat(32)), 'listNumbers', { gym_id: 'g1' });
    await expect(otherList({ ...query, cursor }, listNumbers)).rejects.toEqual(refused);
    await expect(otherGym({ ...query, cursor }, listNumbers)).rejects.toEqual(refused);
    await expect(otherSecret({ ...query, cursor }, listNumbers)).rejects.toEqual(refused);
    const otherFilter = { ...query, role: 'MANAGER', cursor };
    await expect(paginate(otherFilter, listNumbers)).rejects.toEqual(refused);
  });

  it('refuses tampering and noise', async () => {
    const { next_cursor } = await paginate({ limit: 2 }, listNumbers);
    const [header, payload, signature] = next_cursor!.split('.');
    const forged = JSON.parse(Buffer.from(payload!, 'base64url').toString());
    forged[1] = [3];
    const forgedPayload = Buffer.from(JSON.stringify(forged)).toString('base64url');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (
      const cursor of [
        `${header}.${forgedPayload}.${signature}`,
        `${none}.${forgedPayload}.`,
        'x',
        '..',
        'null',
      ]
    ) {
      await expect(paginate({ limit: 2, cursor }, listNumbers)).rejects.toMatchObject({
        code: 'cursor_invalid',
      });
    }
  });
});
