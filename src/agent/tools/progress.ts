import { z } from 'zod';
import type { OwnCondition, OwnPerson, OwnProgress } from './academy.ts';
import { type Fact, inWords, plain } from './fact.ts';
import { type Look, MAX_FACTS, peopleCalled, type Tool, whom } from './tool.ts';
import { wordsOf } from './words.ts';

const input = z.object({
  belt: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/).optional().describe(
    'The rank in English, in lower case: `blue`, `purple`, `grey_white`; the next ones unless told',
  ),
  person: whom,
});

/** Looks up what somebody's rank is, and what is missing for a rank or for the next ones. */
export const progress: Tool<z.output<typeof input>> = {
  name: 'progress',
  description: 'The rank of the asker or their children, and what is missing for the next.',
  input,
  async look(ctx, { belt, person }) {
    const facts: Fact[] = [];
    for (const one of await peopleCalled(ctx, person)) {
      for (const gym of one.gyms) {
        const arts = await ctx.academy.progress(one, gym, belt);
        // Arts that somebody never began say nothing, unless there is no other.
        const begun = arts.filter(({ rank }) => rank.awarded_on !== null);
        for (const art of begun.length > 0 ? begun : arts.slice(0, 1)) {
          facts.push(...ofArt(ctx, one, art));
        }
      }
    }
    return unique(facts).slice(0, MAX_FACTS);
  },
};

function ofArt({ language }: Look, person: OwnPerson, art: OwnProgress): Fact[] {
  const words = wordsOf(language);
  const who = person.first_name ?? words.me;
  const { system, rank, modality } = art;
  const since = rank.awarded_on && inWords(rank.awarded_on, language);
  const fact = (content: string): Fact => ({
    table: 'rank_systems',
    row_id: system.id,
    title: plain(`${system.name} ${system.version}, ${modality}`),
    content: plain(content),
  });
  const condition = ({ code, article, value, threshold, holds, earliest }: OwnCondition) =>
    [
      words.conditions[code as keyof typeof words.conditions] ?? code,
      threshold === null ? null : `${value ?? 0}/${threshold}`,
      holds ? words.holds : words.misses,
      holds || earliest === null ? null : words.from(inWords(earliest, language)),
      article === null ? null : words.article(article),
    ].filter((word) => word !== null).join(', ');
  return [
    fact(`${who}: ${modality}, ${words.rank(rank.name, since)}`),
    ...art.next.flatMap(({ name, eligible, earliest, conditions }) => [
      fact(
        `${who}: ${words.for(name)}, ${
          eligible
            ? words.eligible
            : earliest === null
            ? words.unknown
            : words.earliest(inWords(earliest, language))
        }`,
      ),
      ...conditions.map((one) => fact(`${who}: ${words.for(name)}: ${condition(one)}`)),
    ]),
  ];
}

/** Somebody in two gyms has one rank. */
const unique = (facts: Fact[]): Fact[] =>
  facts.filter(({ content }, i) => facts.findIndex((one) => one.content === content) === i);
