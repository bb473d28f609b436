import type { Chance } from './chance.ts';

/** Where a name comes from. */
export type Origin = 'pt' | 'en' | 'ja';

interface Names {
  female: string[];
  male: string[];
  last: string[];
}

const words = (text: string) => text.trim().split(/\s+/);

const NAMES: Record<Origin, Names> = {
  pt: {
    female: words(
      'Ana Beatriz Bruna Camila Carolina Cecília Eduarda Fernanda Gabriela Helena Inês Isabela Joana Júlia Larissa Letícia Luiza Manuela Mariana Patrícia Rafaela Renata Sara Teresa Valentina Yasmin',
    ),
    male: words(
      'André António Bernardo Bruno Caio Daniel Diogo Eduardo Felipe Francisco Gabriel Gonçalo Gustavo Henrique João José Leonardo Lucas Mateus Miguel Murilo Nuno Paulo Pedro Rafael Rodrigo Thiago Vicente',
    ),
    last: words(
      'Araújo Barbosa Batista Cardoso Carvalho Castro Correia Costa Dias Esteves Fernandes Ferreira Figueiredo Fonseca Gomes Gonçalves Leite Lopes Machado Martins Mendes Monteiro Neves Oliveira Pacheco Pereira Pinto Queirós Rocha Santana Santos Silva Soares Teixeira Vasconcelos Vieira',
    ),
  },
  en: {
    female: words('Alice Charlotte Chloe Emily Grace Hannah Lucy Megan Olivia Ruby Sophie Zoe'),
    male: words('Adam Ben Callum Ethan George Harry Jack Liam Nathan Oliver Ryan Tom'),
    last: words(
      'Baker Bennett Carter Clarke Cooper Edwards Foster Graham Hughes Morgan Parker Reid Shaw Turner Walsh Wright',
    ),
  },
  ja: {
    female: words(
      'Aiko Akari Asuka Chihiro Emi Hana Haruka Hinata Kaori Mei Miyuki Naomi Rin Sakura Yui Yuki',
    ),
    male: words(
      'Daichi Haruto Hiroshi Kaito Kenji Makoto Naoki Ren Riku Ryota Satoshi Shinji Sora Takumi Yuma Yuto',
    ),
    last: words(
      'Abe Endo Fujita Hayashi Ikeda Ishikawa Ito Kato Kimura Kobayashi Matsumoto Mori Nakamura Ogawa Okada Saito Sasaki Shimizu Suzuki Takahashi Ueda Watanabe Yamada Yoshida',
    ),
  },
};

export interface Name {
  first_name: string;
  last_name: string;
  gender: 'female' | 'male';
}

/**
 * A name that nobody has had yet, out of a mix of origins. In a family one has the family's name, and
 * a first name of any of the mix.
 * @param taken full names; the new one is added
 */
export function makeName(
  chance: Chance,
  mix: readonly Origin[],
  taken: Set<string>,
  family?: string,
): Name {
  for (;;) {
    const names = NAMES[chance.pick(mix)];
    const gender = chance.pick(['female', 'male'] as const);
    const first_name = chance.pick(names[gender]);
    const last_name = family ?? chance.pick(names.last);
    const full = `${first_name} ${last_name}`;
    if (taken.has(full)) continue;
    taken.add(full);
    return { first_name, last_name, gender };
  }
}

/** The name as an address has it: `joao.goncalves@tatame.test`. */
export const emailOf = ({ first_name, last_name }: Name): string =>
  `${first_name}.${last_name}@tatame.test`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
