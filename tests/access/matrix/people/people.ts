import { acceptInvitation } from './accept.ts';
import { gymBirthdays } from './birthdays.ts';
import { childSubjects } from './children.ts';
import { closedPeople } from './closed.ts';
import { consentSubjects } from './consents.ts';
import { contactSubjects } from './contacts.ts';
import { invitationSubjects } from './invitations.ts';
import { memberSubjects } from './members.ts';
import { profileSubjects } from './profiles.ts';

/** People without an account, their guardians, and how they come to have one. */
export const people = [
  ...[...consentSubjects, ...contactSubjects, ...childSubjects, ...memberSubjects],
  ...[...invitationSubjects, acceptInvitation, ...closedPeople],
  ...[...profileSubjects, gymBirthdays],
];
