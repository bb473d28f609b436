import type { Period } from './period.ts';
import type { ToolName } from './tool.ts';
import type { Language } from './words.ts';

/** What a question asks to be looked up, and with what. */
export interface Recognised {
  tool: ToolName;
  language: Language;
  when?: Period;
  person?: 'me' | 'children';
  belt?: string;
}

/** Ranks as people say them, in both languages, as the systems call them. */
const BELTS: Record<string, string> = {
  ...{ white: 'white', branca: 'white', grey: 'grey', gray: 'grey', cinza: 'grey' },
  ...{ yellow: 'yellow', amarela: 'yellow', orange: 'orange', laranja: 'orange' },
  ...{
    green: 'green',
    verde: 'green',
    blue: 'blue',
    azul: 'blue',
    purple: 'purple',
    roxa: 'purple',
  },
  ...{ brown: 'brown', marrom: 'brown', black: 'black', preta: 'black' },
};
const belts = Object.keys(BELTS).join('|');

const CHILDREN = /\b(my (children|child|kids?|sons?|daughters?)|meus? filhos?|minhas? filhas?)\b/;

interface Pattern {
  language: Language;
  pattern: RegExp;
}

/** `\b` knows no accents: questions are compared without them. */
const SCHEDULE: Pattern[] = [
  {
    language: 'en',
    pattern:
      /\b(when|what time|which days?|what days?) (do|does|will|am|is|are|can) (i|we|my \w+) (train|training|have class|have classes|have training|practice)\b|\b(what|which) (classes|trainings?) (do|does|are) (i|we|there for me|my \w+)( have| got)?\b|\bwhen is (my|our) next (class|training|practice)\b/,
  },
  {
    language: 'pt',
    pattern:
      /\b(quando|que horas|em que dias?|que dias?|quais dias?) (e que )?(eu |nos |a gente |meus? filhos? |minhas? filhas? )?(treino|treinamos|treina|treinam|tenho (treino|aula)s?|temos (treino|aula)s?|tem (treino|aula)s?)\b|\b(que|quais) (aulas|treinos) (eu |nos |meus? filhos? |minhas? filhas? )?(tenho|temos|tem)\b|\bquando e (o )?(meu|nosso) proximo treino\b|\bquando e (a )?(minha|nossa) proxima aula\b/,
  },
];

const PROGRESS: Pattern[] = [
  {
    language: 'en',
    pattern: new RegExp(
      String
        .raw`\b(what (am i|is my \w+|are we) (still )?missing|what do(es)? (i|my \w+) (still )?need|when (can|will|may) (i|my \w+) (get|be|become|have)|how (long|far)( \w+){0,3} (until|till|from|to)|am i (eligible|ready)|is my \w+ (eligible|ready))\b.*\b(${belts})\b`,
    ),
  },
  {
    language: 'pt',
    pattern: new RegExp(
      String
        .raw`\b(o que|quanto( tempo)?) (ainda )?(me |nos )?(falta|preciso|precisa)\b.*\b(${belts})\b|\bquando (eu |meus? filhos? |minhas? filhas? )?(posso|pode|podem|vou|vai)( \w+){0,2} (pegar|ganhar|receber|ser|ter|chegar)\b.*\b(${belts})\b`,
    ),
  },
];

const ATTENDANCE: Pattern[] = [
  {
    language: 'en',
    pattern:
      /\b(who|which) (of|among) (my|our) (children|kids|sons|daughters) (was|were|has been|have been|is|are|did not|didn't|missed)\b.*\b(absent|missing|come|came|train|class|classes|training|there)\b|\b(did|have|has|was|were) (my|our) (child|children|kids?|sons?|daughters?)\b.*\b(miss|missed|absent|skip|skipped)\b/,
  },
  {
    language: 'pt',
    pattern:
      /\b(quem|quais?) d[eoa]s? (meus filhos|minhas filhas)\b.*\b(faltou|faltaram|ausente|ausentes|nao (veio|vieram|foi|foram))\b|\b(meus? filhos?|minhas? filhas?)\b.*\b(faltou|faltaram|nao (veio|vieram|foi|foram))\b/,
  },
];

const PERIODS: [Period, RegExp][] = [
  ['tomorrow', /\b(tomorrow|amanha)\b/],
  ['yesterday', /\b(yesterday|ontem)\b/],
  ['today', /\b(today|tonight|hoje)\b/],
  ['next_week', /\b(next week|semana que vem|proxima semana)\b/],
  ['last_week', /\b(last week|semana passada)\b/],
  ['this_week', /\b(this week|essa semana|esta semana)\b/],
];

/**
 * Recognises the few questions about one's own training that are answered without a model; anything
 * else goes to the documents. It reads words, not meaning: what is asked must be about oneself or one's
 * children.
 */
export function recognise(question: string): Recognised | undefined {
  const text = question.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/\s+/g, ' ').slice(0, 300);
  const first = (patterns: Pattern[]) => patterns.find(({ pattern }) => pattern.test(text));
  const said = PERIODS.find(([, pattern]) => pattern.test(text))?.[0];
  const when = said && { when: said };
  const children = CHILDREN.test(text);
  const person = children ? 'children' : 'me';

  const absent = first(ATTENDANCE);
  if (absent) {
    return { tool: 'attendance', language: absent.language, ...when, person: 'children' };
  }
  const missing = first(PROGRESS);
  if (missing) {
    // The last is the aim: "from blue to purple".
    const named = [...text.matchAll(new RegExp(String.raw`\b(${belts})\b`, 'g'))].at(-1)![1]!;
    return { tool: 'progress', language: missing.language, person, belt: BELTS[named]! };
  }
  const train = first(SCHEDULE);
  return train && { tool: 'schedule', language: train.language, ...when, person };
}

const PORTUGUESE =
  /\b(que|nao|meus?|minhas?|eu|quando|quem|quais|qual|para|hoje|amanha|ontem|aulas?|treinos?|faixa|semana|esta|falta|como)\b/;

/** In which language a question is asked, of the two that the academy has words for. */
export const languageOf = (question: string): Language =>
  PORTUGUESE.test(question.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()) ? 'pt' : 'en';
