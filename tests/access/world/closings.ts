import type postgres from 'postgres';
import { idOf } from './ids.ts';

export const closings = ['northKept', 'south'] as const;

/** That south is to be closed, its day having come, and that north was kept from it. */
export async function populateClosings(tx: postgres.TransactionSql): Promise<void> {
  const row = (name: typeof closings[number], gym: string, columns: Record<string, unknown>) => ({
    id: idOf(`gym_closings.${name}`),
    gym_id: idOf(`gyms.${gym}`),
    erases_at: '2099-01-01T00:00:00Z',
    ...columns,
  });
  await tx`insert into gym_closings ${
    tx(row('northKept', 'north', { asked_by: idOf('users.manager') }))
  }`;
  await tx`update gym_closings set state = 'undone', undone_by = ${idOf('users.deputy')}`;
  await tx`insert into gym_closings ${
    tx(row('south', 'south', {
      ...{ erases_at: '2020-01-01T00:00:00Z', asked_by: idOf('users.otherManager') },
    }))
  }`;
}
