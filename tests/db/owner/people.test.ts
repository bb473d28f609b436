import { beforeAll, describe, expect, it } from 'vitest';
import { useDoor } from '../../../testkit/database/door.ts';
import { members } from '../academy/attendance/support/members.ts';

const under = useDoor();
const { gym, weekly, member, came } = members(() => under.admin);
const AT = '2026-06-15T12:00:00Z';

let dojo: string;
let reader: string;
/** As an import writes it: what happened long ago is not judged. */
let imported = 0;
const promoted = (user_id: string, columns: Record<string, string | number>, gym_id = dojo) =>
  under.admin<{ id: string }[]>`insert into graduations ${
    under.admin({
      ...{ user_id, gym_id, modality: 'Jiu-jitsu', belt: 'blue' },
      ...{ awarded_on: '2024-01-10', registered_on: '2024-01-10', ...columns },
      legacy_id: ++imported,
    })
  } returning id`;

const told = (at = AT) =>
  under.admin`select private.overview_of(${dojo}, ${reader}, '2026-06-01', '2026-06-15', 14, ${at})
    as told`.then(([row]) => row!.told);

beforeAll(async () => {
  dojo = await gym('UTC');
  reader = await member(dojo, '2020-01-01', {}, { role: 'MANAGER' });
  const adult = (first_name: string, columns = {}) =>
    member(dojo, '2023-01-01', { first_name, birth_date: '1990-06-20' }, columns);
  await promoted(await adult('Blue'), {});
  await promoted(await adult('Tomorrow'), {
    ...{ awarded_on: '2024-06-16', registered_on: '2024-06-16' },
  });
  await adult('White');
  await promoted(await adult('Left', { left_at: '2026-01-01' }), {});
  const mistaken = await adult('Mistaken');
  const [mistake] = await promoted(mistaken, {});
  await promoted(mistaken, { voids: mistake!.id, void_reason: 'Somebody else' });
  await promoted(
    await member(dojo, '2023-01-01', { first_name: 'Bia', birth_date: '2016-06-16' }),
    { belt: 'grey', awarded_on: '2024-03-01', registered_on: '2024-03-01' },
  );
});

describe('whose grading is due', () => {
  it('is who has a rank and meets the rules for a next; of a child no day is told', async () => {
    const { gradings_due } = await told();
    expect(gradings_due).toMatchObject({
      total: 2,
      items: [
        { first_name: 'Bia', belt: expect.stringMatching(/^(grey|yellow)/), due_on: null },
        { first_name: 'Blue', belt: 'purple', degree: 0, due_on: '2026-01-10' },
      ],
    });
  });

  it('is as of today by the clock of the gym', async () => {
    const { gradings_due } = await told('2026-06-16T00:00:00Z');
    expect(gradings_due.total).toBe(3);
  });
});

describe('who stays away, and whose birthday comes', () => {
  it('are those of the lists, named and counted', async () => {
    const monday = await weekly(dojo, { starts_on: '2026-01-01' });
    const regular = await member(dojo, '2026-01-01', { first_name: 'Regular' });
    await came(dojo, monday, regular, '2026-06-08');
    const { at_risk, birthdays } = await told();
    const names = ({ first_name }: { first_name: string }) => first_name;
    expect([at_risk.total, at_risk.items.map(names).sort()])
      .toEqual([5, ['Bia', 'Blue', 'Mistaken', 'Tomorrow', 'White']]);
    expect(at_risk.items[0]).toMatchObject({ reason: 'never_came', days_away: 1261, missed: 23 });
    expect(birthdays.map(({ birthday, turns }: Record<string, unknown>) => [birthday, turns]))
      .toEqual([
        ['2026-06-16', null],
        ...Array.from({ length: 4 }, () => ['2026-06-20', 36]),
      ]);
  });
});

describe('what is unread', () => {
  it("is the reader's own of this gym", async () => {
    const other = await gym('UTC');
    const send = async (gym_id: string, user_id: string, viewed_at: string | null) => {
      const [sent] = await under.admin<{ id: string }[]>`insert into notifications ${
        under.admin({ gym_id, title: 'News', content: 'News', audience: { type: 'gym' } })
      } returning id`;
      await under.admin`insert into notification_recipients ${
        under.admin({ notification_id: sent!.id, gym_id, user_id, viewed_at })
      }`;
    };
    await send(dojo, reader, null);
    await send(dojo, reader, '2026-06-01T12:00:00Z');
    await send(dojo, await member(dojo, '2026-06-10'), null);
    await send(other, reader, null);
    expect((await told()).unread).toBe(1);
  });
});
