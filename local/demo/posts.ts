import type { ValueOf } from '../../src/db/declare/choice.ts';
import type { postLanguages } from '../../src/db/schema/community/posts/posts.ts';
import type { MemberRole } from '../../src/db/schema/platform/member-roles.ts';
import type { GymKey } from './gyms.ts';

export interface DemoPost {
  gym: GymKey;
  /** Who wrote it. */
  by: MemberRole;
  language: ValueOf<typeof postLanguages>;
  title: string;
  body: string;
  /** So many days from today; null for a draft. */
  published: number | null;
  comments?: string[];
}

/** What the gyms of the demo are told, each in its languages, the oldest first. */
export const POSTS: readonly DemoPost[] = [
  {
    ...{ gym: 'sao_paulo', by: 'MANAGER', language: 'pt', published: -40 },
    title: 'Graduação de fim de ano',
    body: 'A cerimônia será no último sábado do mês, às dez. Tragam a família e o quimono limpo.',
    comments: ['Que emoção!', 'Vamos com tudo. Oss!', 'Posso levar meus avós?'],
  },
  {
    ...{ gym: 'sao_paulo', by: 'INSTRUCTOR', language: 'pt', published: -21 },
    title: 'Treino de competição às sextas',
    body: 'Para quem vai ao campeonato: rounds de seis minutos, começando em pé. Vagas limitadas.',
    comments: ['Estou dentro.'],
  },
  {
    ...{ gym: 'sao_paulo', by: 'STUDENT', language: 'pt', published: -6 },
    title: 'Carona para o campeonato',
    body: 'Saio da zona sul às seis da manhã e tenho três lugares no carro.',
    comments: ['Quero um lugar, por favor.', 'Fechado!'],
  },
  {
    ...{ gym: 'sao_paulo', by: 'MANAGER', language: 'en', published: -2 },
    title: 'Open mat in English',
    body: 'On Sundays at eleven we train with visitors from abroad. Everybody is welcome.',
  },
  {
    ...{ gym: 'sao_paulo', by: 'MANAGER', language: 'pt', published: 5 },
    title: 'Recesso de fim de ano',
    body: 'A academia fecha por duas semanas; as datas estão na agenda.',
  },
  {
    ...{ gym: 'sao_paulo', by: 'INSTRUCTOR', language: 'pt', published: null },
    title: 'Novo horário das crianças',
    body: 'Ainda em conversa com as famílias: começar meia hora mais cedo.',
  },
  {
    ...{ gym: 'lisbon', by: 'MANAGER', language: 'pt', published: -15 },
    title: 'Seminário de guarda',
    body: 'Dois dias com convidados do Porto. As inscrições fazem-se na receção.',
    comments: ['Já me inscrevi.'],
  },
  {
    ...{ gym: 'lisbon', by: 'INSTRUCTOR', language: 'en', published: -3 },
    title: 'Found after class: a blue mouthguard',
    body: 'It is at the front desk, in the small box beside the scales.',
    comments: ['Mine, thank you!'],
  },
  {
    ...{ gym: 'tokyo', by: 'MANAGER', language: 'simple', published: -12 },
    title: '寒稽古のお知らせ',
    body: '来週の月曜日から金曜日まで、朝六時に稽古を行います。暖かい服装でお越しください。',
    comments: ['押忍！', '参加します。'],
  },
  {
    ...{ gym: 'tokyo', by: 'INSTRUCTOR', language: 'en', published: -1 },
    title: 'Etiquette for visitors',
    body: 'Bow when you enter, take off your shoes at the door, and ask before you film.',
  },
];
