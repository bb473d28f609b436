import { expect, it } from 'vitest';
import { extractText, getDocumentProxy } from 'unpdf';
import { attachmentTypeOf, HEAD_BYTES } from '../../../src/materials/attachments/file-kinds.ts';
import { daysFrom } from '../days.ts';
import { idOf } from '../chance.ts';
import { type GymKey, gymKeys } from '../gyms.ts';
import { makeSchedule, type Staff } from '../schedule.ts';
import { MATERIAL } from './materials.ts';
import { pageOf } from './page.ts';

it("the demo's material is of classes that there are, each piece once", () => {
  const of = <T>(made: (key: GymKey) => T) =>
    Object.fromEntries(gymKeys.map((key) => [key, made(key)])) as Record<GymKey, T>;
  const staff: Staff = of((key) => [idOf(key), idOf(key, 1), idOf(key, 2)]);
  const { classes } = makeSchedule(daysFrom(new Date('2026-11-21')), of((key) => idOf(key)), staff);
  const ids = classes.filter(({ gym_id }) => gym_id !== idOf('sao_paulo')).map(({ id }) => id);
  for (const { class_id, title } of MATERIAL) {
    expect(classes.map(({ id }) => id), title).toContain(class_id);
  }
  expect(MATERIAL.some(({ class_id }) => ids.includes(class_id))).toBe(true);
  expect(new Set(MATERIAL.map(({ id }) => id)).size).toBe(MATERIAL.length);
});

it('its files are PDFs that say what they should', async () => {
  const pages = MATERIAL.flatMap(({ page }) => page ?? []);
  expect(pages.length).toBeGreaterThan(1);
  for (const { lines } of pages) {
    const file = new Uint8Array(pageOf(lines));
    expect(attachmentTypeOf(file.subarray(0, HEAD_BYTES), '')).toBe('application/pdf');
    const { text } = await extractText(await getDocumentProxy(file), { mergePages: true });
    expect(text.split(/\s+/)).toEqual(lines.join(' ').split(/\s+/));
  }
});
