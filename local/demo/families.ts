import type { Cast } from './cast.ts';
import { chanceOf, idOf } from './chance.ts';
import type { Days } from './days.ts';
import type { Rows } from './rows.ts';

const NOTES = [
  'Asma leve: bombinha na mochila, antes do treino.',
  'Alergia a amendoim; caneta de adrenalina na mochila.',
  'Óculos: precisa tirar para treinar.',
  'Wears hearing aids; take them out before sparring.',
  'Type 1 diabetes: glucose tablets in the bag.',
  'Broke the left wrist in spring, no handstands yet.',
  'Lactose intolerant, matters at birthday parties only.',
  'Epilepsia controlada; em crise, chamar o 192.',
];

type Families = Pick<Rows, 'guardianships' | 'consents' | 'emergency_contacts'>;

/**
 * Who looks after whom, what they agreed to, and whom to call: of every child their guardians, with
 * medical notes of some, and of a third of the adults somebody. One guardian has not agreed yet, and
 * another has taken it back.
 */
export function makeFamilies({ members, guardians }: Cast, days: Days): Families {
  const chance = chanceOf('families');
  const guardianships = guardians.map(({ guardian, child, relation }) => ({
    ...{ id: idOf('guardianship', guardian.id, child.id), relation },
    ...{ guardian_id: guardian.id, dependent_id: child.id, created_by: guardian.id },
    created_at: days.instant(-child.joined, 15),
  }));
  const consents = guardians.slice(1).map(({ guardian, child }, index) => {
    const given_at = days.instant(-child.joined, 15, 5);
    return {
      ...{ id: idOf('consent', guardian.id, child.id), kind: 'child_data' as const },
      text_version: child.gym === 'tokyo' ? '2026-11.en' : '2026-11.pt',
      ...{ user_id: child.id, given_by: guardian.id, given_at, created_at: given_at },
      withdrawn_at: index === 7 ? days.instant(-3, 20) : null,
    };
  });
  const contactOf = (user_id: string, name: string, phone: string, rest: {
    relation: string;
    notes: string | null;
    created_at: Date;
  }) => ({ id: idOf('contact', user_id, name), user_id, name, phone, ...rest });
  const ofChildren = guardians.map(({ guardian, child, relation }) =>
    contactOf(child.id, `${guardian.first_name} ${guardian.last_name}`, guardian.phone, {
      relation,
      notes: chance.happens(0.3) ? chance.pick(NOTES) : null,
      created_at: days.instant(-child.joined, 16),
    })
  );
  const ofAdults = members.filter(({ group }) => group === 'adults' && chance.happens(1 / 3))
    .map((member, index, { length }) => {
      const other = members.filter(({ group }) => group === 'adults')[(index * 7 + 3) % length]!;
      return contactOf(member.id, `${other.first_name} ${member.last_name}`, other.phone, {
        relation: chance.pick(['partner', 'sibling', 'friend']),
        notes: null,
        created_at: days.instant(-member.joined, 17),
      });
    });
  return { guardianships, consents, emergency_contacts: [...ofChildren, ...ofAdults] };
}
