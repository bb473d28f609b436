import { drawsOf } from '../../doubles/shopify/people/random.ts';
import type { Row } from '../tables.ts';
import type { Class } from './classes.ts';
import { serial } from './ids.ts';
import { EVERY, type Plan } from './plan.ts';
import { anyTime, instantText } from './times.ts';

/** Three pieces of material a class: words, a link, a video. */
export function assetRows({ seed }: Plan, classes: readonly Class[]): Row<'assets'>[] {
  const pieces = classes.flatMap(({ id }) =>
    (['text', 'link', 'video'] as const).map((type) => ({
      class_id: id,
      type,
    }))
  );
  return pieces.map((piece, index) => {
    const draw = drawsOf(seed, 7, index);
    const time = anyTime(draw);
    return {
      ...piece,
      id: serial(index, EVERY.few),
      title: `Técnica da semana ${index}`,
      content: piece.type === 'text'
        ? `Passagem de guarda:\n1. pegada\n2. joelho\\corte`
        : `https://video.example.com/${piece.type}/${index}?t=1m30s`,
      valid_until: draw.percent(40) ? instantText(draw, time + 30 * 86_400_000) : null,
      created_at: instantText(draw, time),
    };
  });
}

const FILES = [
  ['Plano de aula.pdf', 'application/pdf'],
  ['foto çã 日本.jpg', 'image/jpeg'],
  ['raspagem "1".mp4', 'video/mp4'],
] as const;

/** Two files a class, which lie where the earlier app put them. */
export function attachmentRows({ seed }: Plan, classes: readonly Class[]): Row<'attachments'>[] {
  return classes.flatMap(({ id }) => [id, id]).map((class_id, index) => {
    const draw = drawsOf(seed, 8, index);
    const [file_name, file_type] = draw.of(FILES);
    return {
      id: serial(index, EVERY.few),
      class_id,
      file_name,
      file_url: `https://files.example.com/classes/${class_id}/${index}`,
      file_type,
      file_size: 1 + draw.below(20_000_000),
      created_at: instantText(draw, anyTime(draw)),
    };
  });
}
