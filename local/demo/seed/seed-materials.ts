import type postgres from 'postgres';
import type { Days } from '../days.ts';
import { MATERIAL } from '../materials/materials.ts';
import { pageOf } from '../materials/page.ts';

/** Puts material into the classes of the demo, in the name of who teaches them. */
export async function seedMaterials(tx: postgres.TransactionSql, days: Days): Promise<void> {
  for (const { id, class_id, title, type, content, since, until, page } of MATERIAL) {
    const times = {
      valid_until: until === undefined ? null : days.instant(until),
      created_at: days.instant(since, 14),
    };
    await tx`
      insert into assets (id, class_id, gym_id, title, type, content, valid_until, created_at,
        created_by)
      select ${id}, c.id, c.gym_id, ${title}, ${type}, ${content ?? null}, ${times.valid_until},
        ${times.created_at}, c.instructor_id
      from classes c where c.id = ${class_id}`;
    if (!page) continue;
    await tx`
      insert into attachments (id, class_id, gym_id, asset_id, file_name, file_type, file_size,
        state, created_at, created_by)
      select ${page.id}, c.id, c.gym_id, ${id}, ${page.file_name}, 'application/pdf',
        ${pageOf(page.lines).length}, 'ready', ${times.created_at}, c.instructor_id
      from classes c where c.id = ${class_id}`;
  }
}
