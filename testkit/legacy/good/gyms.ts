import { drawsOf } from '../../doubles/shopify/people/random.ts';
import type { Row } from '../tables.ts';
import type { Plan } from './plan.ts';
import { instantText } from './times.ts';

export const GYMS = 3;

const NAMES = ['Dojo Tatame Lisboa', "Academia D'Ávila — Tijuca", 'Åre 柔術 Club'];
const SINCE = ['2009-02-28', '2016-02-29', '31/12/2021'];

/** Three gyms; of each, the user of the same id is the manager. */
export function gymRows({ seed }: Plan): Row<'gyms'>[] {
  return NAMES.map((name, index) => {
    const draw = drawsOf(seed, 0, index);
    return {
      id: index + 1,
      name,
      address: index === 1 ? null : `Rua ${name.length}, 1º\\2 "andar"`,
      logo: index === 2 ? null : `https://files.example.com/logos/${index + 1}.png`,
      manager_id: index + 1,
      since: SINCE[index]!,
      created_at: instantText(draw, Date.UTC(2019, 0, 10 + index)),
    };
  });
}
