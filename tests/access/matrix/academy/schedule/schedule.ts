import type { Subject } from '../../../proof/cells.ts';
import { calendarLinks } from './calendar-links.ts';
import { classChanges } from './class-changes.ts';
import { classes } from './classes.ts';
import { scheduleFunctions } from './schedule-functions.ts';

/** The schedule of a gym: its classes, what differs on dates, and who reads it as a calendar. */
export const schedule: Subject[] = [classes, classChanges, calendarLinks, ...scheduleFunctions];
