import { eligibilitySubjects } from './eligibility.ts';
import { rankSystemSubjects } from './systems.ts';

export const belts = [...rankSystemSubjects, ...eligibilitySubjects];
