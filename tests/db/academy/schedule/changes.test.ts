import { beforeAll, describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { academy } from './support/academy.ts';

const under = useDoor();
const at = academy(() => under.admin);

describe('what differs on dates', () => {
  let gym = '';
  let teacher = '';
  let substitute = '';
  let mondays = '';

  /** Mondays of November 2026. */
  const november = async () =>
    (await at.occurrences(gym, '2026-11-01', '2026-11-30')).map(
      ({ class_date, starts_at, instructor_id, status, reason }) =>
        [
          class_date.slice(8),
          starts_at.slice(11, 16),
          instructor_id === teacher ? 'teacher' : instructor_id === substitute ? 'substitute' : '-',
          status,
          reason,
        ].filter(Boolean).join(' '),
    );

  beforeAll(async () => {
    gym = await at.gym('UTC');
    teacher = await at.person();
    substitute = await at.person();
    mondays = await at.weekly(gym, {
      ...{ instructor_id: teacher, starts_on: '2026-11-03', ends_on: '2026-11-29' },
    });
  });

  it('is nothing at first', async () => {
    expect(await november()).toEqual([
      '09 18:00 teacher scheduled',
      '16 18:00 teacher scheduled',
      '23 18:00 teacher scheduled',
    ]);
  });

  it('is a cancellation, a new time or a substitute, also two of them', async () => {
    const on = (class_date: string) => ({ class_id: mondays, class_date });
    await at.change(gym, { ...on('2026-11-09'), kind: 'moved', starts_at: '20:00' });
    await at.change(gym, { ...on('2026-11-16'), kind: 'cancelled', reason: 'Flooded' });
    await at.change(gym, { ...on('2026-11-16'), kind: 'moved', starts_at: '21:00', reason: 'no' });
    const sick = { kind: 'substitute', instructor_id: substitute, reason: 'Ill' };
    await at.change(gym, { ...on('2026-11-09'), ...sick });
    await at.change(gym, { ...on('2026-11-23'), ...sick });
    expect(await november()).toEqual([
      '09 20:00 substitute moved Ill',
      '16 21:00 teacher cancelled Flooded',
      '23 18:00 substitute scheduled Ill',
    ]);
  });

  it('is a closure of the gym, until it is taken back', async () => {
    const closure = await at.change(gym, {
      ...{ starts_on: '2026-11-10', ends_on: '2026-11-23', reason: 'Works' },
    });
    expect((await november()).slice(1)).toEqual([
      '16 21:00 teacher cancelled Flooded',
      '23 18:00 substitute cancelled Works',
    ]);
    await under.admin`delete from class_changes where id = ${closure}`;
    expect((await november()).at(-1)).toBe('23 18:00 substitute scheduled Ill');
  });

  it('is about a date of the class', async () => {
    for (const class_date of ['2026-11-10', '2026-11-02', '2026-11-30']) {
      await expect(at.change(gym, { class_id: mondays, class_date })).rejects
        .toThrow('does not take place');
    }
  });

  it('keeps a class and its gym together', async () => {
    const elsewhere = await at.gym('UTC');
    await expect(at.change(elsewhere, { class_id: mondays, class_date: '2026-11-09' })).rejects
      .toThrow('class_changes_class_id_gym_id_fkey');
  });

  it('is told of one class and date alone', async () => {
    const one = (date: string) =>
      under.admin`select class_date::text, status from private.occurrence(${mondays}, ${date})`;
    expect(await one('2026-11-16')).toEqual([{ class_date: '2026-11-16', status: 'cancelled' }]);
    expect(await one('2026-11-17')).toEqual([]);
    expect(await one('2026-11-30')).toEqual([]);
  });

  it('ends with the class', async () => {
    await under.admin`update classes set deleted_at = now() where id = ${mondays}`;
    expect(await november()).toEqual([]);
  });
});
