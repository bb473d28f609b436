import type { ValueOf } from '../../db/declare/choice.ts';
import type { certificateLanguages } from './contract.ts';

export type Language = ValueOf<typeof certificateLanguages>;

/** The words of a certificate. */
interface Words {
  title: string;
  certifies: string;
  attained: string;
  degree: (degree: number) => string;
  /** Ahead of the day. */
  on: string;
  awardedBy: string;
}

export const words: Record<Language, Words> = {
  en: {
    title: 'Certificate',
    certifies: 'This certifies that',
    attained: 'was awarded the rank of',
    degree: (degree) => `degree ${degree}`,
    on: 'on',
    awardedBy: 'Awarded by',
  },
  pt: {
    title: 'Certificado',
    certifies: 'Certificamos que',
    attained: 'recebeu a graduação de',
    degree: (degree) => `${degree}º grau`,
    on: 'em',
    awardedBy: 'Conferida por',
  },
};

/** A day in words; the words are the runtime's, the same on all of ours. */
export const dayInWords = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`));
