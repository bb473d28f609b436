import type { gradingEvents } from '../../../src/db/schema/belts/graduations/grading-events.ts';
import type { graduations } from '../../../src/db/schema/belts/graduations/graduations.ts';
import type { titles } from '../../../src/db/schema/belts/graduations/titles.ts';
import type { PersonKey } from '../../stack/people.ts';
import type { Cast } from '../cast.ts';
import { chanceOf, idOf } from '../chance.ts';
import type { Days } from '../days.ts';
import { type GymKey, gymKeys } from '../gyms.ts';
import type { Member, Person } from '../members.ts';
import { makeCareer, type Step } from './careers.ts';

const MODALITY = 'Jiu-jitsu';
/** What an earlier app numbers is below: its rows may be imported beside these. */
const BEYOND_SERIAL = 2_000_000_000;

const GRADINGS: Record<GymKey, string> = {
  ...{ sao_paulo: 'Graduação das turmas', lisbon: 'Cerimónia de graduação', tokyo: '昇級式' },
};

export interface Belts {
  grading_events: (typeof gradingEvents.$inferInsert & { id: string })[];
  graduations: (typeof graduations.$inferInsert & { id: string })[];
  titles: (typeof titles.$inferInsert)[];
}

type Graduate = Pick<Member, 'id' | 'gym' | 'joined'>;

/**
 * Makes the past of everybody who trains: when they were given which rank, some of it at their gym's
 * last grading, four Saturdays ago. What was before they joined, their gym knows by hearsay, without who
 * gave it.
 */
export function makeBelts(
  { members }: Cast,
  people: Record<PersonKey, Person>,
  gymIds: Record<GymKey, string>,
  days: Days,
): Belts {
  const saturday = days.weekday(-28, 6);
  const grading = [-28, -27, -26, -25, -24, -23, -22].find((day) => days.date(day) === saturday)!;
  const managerOf = (gym: GymKey) =>
    members.find((one) => one.gym === gym && one.role === 'MANAGER')?.id ?? people.manager.id;
  const eventOf = (gym: GymKey) => idOf('grading', gym);
  const told = known(people, grading);
  const graduates: (Graduate & { steps: Step[] })[] = [
    ...told,
    ...members.filter(({ id }) => !told.some((one) => one.id === id)).map((member) => ({
      ...member,
      steps: pastOf(member, days, grading),
    })),
  ];
  return {
    grading_events: gymKeys.map((gym) => ({
      ...{ id: eventOf(gym), gym_id: gymIds[gym], name: GRADINGS[gym], modality: MODALITY },
      ...{ held_on: saturday, created_by: managerOf(gym), created_at: days.instant(grading, 15) },
    })),
    graduations: graduates.flatMap(({ id, gym, joined, steps }) =>
      steps.map(({ belt, degree, day, registered, graded }) => ({
        ...{ id: idOf('graduation', id, belt, degree), user_id: id, gym_id: gymIds[gym] },
        ...{ modality: MODALITY, belt, degree, event_id: graded ? eventOf(gym) : null },
        ...{ awarded_on: days.date(day), registered_on: days.date(registered) },
        awarded_by: day < -joined || id === managerOf(gym) ? null : managerOf(gym),
        created_at: days.instant(Math.max(day, -joined), 15, 30),
      }))
    ).map((row, index) => ({ ...row, legacy_id: BEYOND_SERIAL + index })),
    titles: [{
      ...{ id: idOf('title'), user_id: people.student.id, gym_id: gymIds.sao_paulo },
      ...{ title: 'adult_world_champion', modality: MODALITY, belt: 'blue' },
      ...{ won_on: days.date(-160), recorded_by: people.manager.id },
      created_at: days.instant(-158, 15),
    }],
  };
}

/** Who teaches has trained for long, and a third of the others somewhere else before. */
function pastOf({ id, role, habit, joined, birth_date }: Member, days: Days, grading: number) {
  if (habit === 'never' && role === 'STUDENT') return [];
  const chance = chanceOf(`belts of ${id}`);
  const before = chance.happens(0.3) ? chance.between(400, 3000) : 0;
  const began = role === 'STUDENT' ? joined + before : chance.between(4000, 5000);
  const top = role === 'INSTRUCTOR' ? chance.pick(['purple', 'brown']) : undefined;
  return makeCareer(chance, { birth_date, began, top }, days, grading);
}

/** Those whom the demo is looked at with: the student is due early, as a champion. */
function known(
  { manager, instructor, student }: Record<PersonKey, Person>,
  grading: number,
): (Graduate & { steps: Step[] })[] {
  const since = (belt: string, day: number, degree = 0, registered = day): Step => ({
    ...{ belt, degree, day, registered },
  });
  const graded = (belt: string) => ({ ...since(belt, grading), graded: true });
  return [
    {
      ...{ id: manager.id, gym: 'sao_paulo', joined: 2400 },
      steps: [
        ...[since('blue', -7400), since('purple', -6400, 0, -6370), since('brown', -5500)],
        ...[since('black', -4800, 0, -4770), since('black', -3600, 1), since('black', -2400, 2)],
        since('black', -1200, 3),
      ],
    },
    {
      ...{ id: instructor.id, gym: 'sao_paulo', joined: 2400 },
      steps: [
        ...[since('blue', -3300), since('purple', -2300), since('brown', -280, 0, -270)],
        since('brown', -90, 1),
      ],
    },
    {
      ...{ id: student.id, gym: 'sao_paulo', joined: 2400 },
      steps: [since('blue', -330, 0, -320), since('blue', -200, 1), since('blue', -75, 2)],
    },
    {
      ...{ id: idOf('child', 'Tomás'), gym: 'sao_paulo', joined: 400 },
      steps: [since('grey_white', -220), graded('grey')],
    },
    {
      ...{ id: idOf('child', 'Alice'), gym: 'lisbon', joined: 400 },
      steps: [since('orange_white', -390), since('orange', -180), graded('orange_black')],
    },
  ];
}
