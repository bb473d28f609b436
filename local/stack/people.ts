import type { MemberRole } from '../../src/db/schema/platform/member-roles.ts';

export type PersonKey = 'student' | 'instructor' | 'manager' | 'otherManager' | 'guardian';

export interface Person {
  key: PersonKey;
  email: string;
  password: string;
  /** In their gym; a guardian is no member, their children are. */
  role: MemberRole | 'GUARDIAN';
  gym: string;
  firstName: string;
  lastName: string;
}

const PASSWORD = 'tatame-demo';

/** The demo people of a local stack. They exist nowhere else, so their passwords are no secret. */
export const people: readonly Person[] = [
  {
    key: 'student',
    email: 'student@tatame.test',
    password: PASSWORD,
    role: 'STUDENT',
    gym: 'Tatame Dojo',
    firstName: 'Sofia',
    lastName: 'Almeida',
  },
  {
    key: 'instructor',
    email: 'instructor@tatame.test',
    password: PASSWORD,
    role: 'INSTRUCTOR',
    gym: 'Tatame Dojo',
    firstName: 'Igor',
    lastName: 'Tanaka',
  },
  {
    key: 'manager',
    email: 'manager@tatame.test',
    password: PASSWORD,
    role: 'MANAGER',
    gym: 'Tatame Dojo',
    firstName: 'Marta',
    lastName: 'Ribeiro',
  },
  {
    key: 'otherManager',
    email: 'manager@rival.test',
    password: PASSWORD,
    role: 'MANAGER',
    gym: 'Rival Dojo',
    firstName: 'Otto',
    lastName: 'Ferraz',
  },
  {
    key: 'guardian',
    email: 'guardian@tatame.test',
    password: PASSWORD,
    role: 'GUARDIAN',
    gym: 'children in Tatame Dojo and Tatame Lisboa',
    firstName: 'Clara',
    lastName: 'Moura',
  },
];
