import type { assets } from '../../../src/db/schema/materials/assets.ts';
import { idOf } from '../chance.ts';
import { type GymKey, GYMS } from '../gyms.ts';
import { classId } from '../schedule.ts';

type Asset = Pick<typeof assets.$inferInsert, 'title' | 'type'> & { content?: string };

/** What a class hands out, for how long in days from today, and the lines of a page that is with it. */
export interface DemoMaterial extends Asset {
  id: string;
  class_id: string;
  /** Days from today, since when and until when. */
  since: number;
  until?: number;
  /** The lines of a PDF of one page, below its name. */
  page?: { id: string; file_name: string; lines: string[] };
}

/** By gym, and by which of its slots, on its first weekday. */
const material: [gym: GymKey, slot: number, Omit<DemoMaterial, 'id' | 'class_id'>][] = [
  ['sao_paulo', 5, {
    ...{ title: 'Passagem de meia-guarda: o plano do mês', type: 'files', since: -9 },
    content: 'Levem a folha impressa na segunda-feira.',
    page: page('plano-do-mes.pdf', [
      'Passagem de meia-guarda',
      'Semana 1: postura e o controle da cabeca.',
      'Semana 2: o joelho corta, a mao fica.',
      'Semana 3: quando ele gira para a quatro apoios.',
      'Semana 4: treino situacional, cinco rounds de quatro minutos.',
    ]),
  }],
  ['sao_paulo', 5, {
    ...{ title: 'Vídeo da aula de quarta', type: 'video', since: -4, until: 10 },
    content: 'https://videos.tatame.test/meia-guarda-joelho-corta',
  }],
  ['sao_paulo', 3, {
    ...{ title: 'O que trazer para o exame de faixa', type: 'text', since: -15, until: 20 },
    content: 'Kimono branco limpo, garrafa de água e a carteirinha. Os pais podem assistir.',
  }],
  ['sao_paulo', 6, {
    ...{ title: 'Regulamento do campeonato de outubro', type: 'link', since: -60, until: -20 },
    content: 'https://campeonatos.tatame.test/regulamento',
  }],
  ['lisbon', 3, {
    ...{ title: 'Quedas da semana', type: 'text', since: -3 },
    content: 'Duas entradas: o-goshi quando ele empurra, single leg quando ele recua.',
  }],
  ['lisbon', 1, {
    ...{ title: 'Aquecimento em casa', type: 'files', since: -21 },
    page: page('aquecimento.pdf', [
      'Aquecimento em casa, dez minutos',
      'Dez rolamentos para cada lado.',
      'Fugas de quadril, ida e volta na sala.',
      'A ponte, cinco vezes, devagar.',
    ]),
  }],
  ['tokyo', 3, {
    ...{ title: '今月のテーマ: closed guard', type: 'video', since: -6 },
    content: 'https://videos.tatame.test/closed-guard',
  }],
  ['tokyo', 1, {
    ...{ title: 'Etiquette on the mat', type: 'text', since: -40 },
    content: 'Bow when you enter. Nails short, feet clean. Ask before you leave the mat.',
  }],
];

function page(file_name: string, lines: string[]) {
  return { id: idOf('file', file_name), file_name, lines };
}

/** The material of all the gyms. */
export const MATERIAL: readonly DemoMaterial[] = material.map(([gym, nth, written]) => {
  const slot = GYMS[gym].week[nth]!;
  return {
    ...{ id: idOf('asset', written.title), class_id: classId(gym, slot, slot.weekdays[0]!) },
    ...written,
  };
});
