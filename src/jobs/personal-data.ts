import type { PersonalPart } from '../db/declare/personal-part.ts';
import { jobsPersonal } from '../db/schema/jobs/jobs.ts';

/** What the queue has of a person. */
export const queuePersonal: PersonalPart = { personal: [jobsPersonal], exports: {} };
