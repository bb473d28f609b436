import type { Subject } from '../../proof/cells.ts';

const says = (row: string, what: string) =>
  `select ${what} from private.certificate_of(:graduations.${row})`;
const names = `concat_ws('/', person, gym, rank, degree, modality, awarded_by, awarded_on, voided)`;

const OF_STUDENT = 'student/north/Blue/0/Jiu-jitsu/instructor/2020-06-01/f';

/** What a certificate says: to whom it is about, their guardians, and staff of the gym. */
export const certificates: Subject = {
  name: 'private.certificate_of(uuid)',
  returns:
    'TABLE(voided boolean, person text, gym text, rank text, degree integer, modality text, ' +
    'awarded_by text, awarded_on date, created_at timestamp with time zone)',
  probes: {
    'of a student': says('ofStudent', names),
    'of a child': says('ofChild', 'person'),
    'in the south': says('southern', `concat_ws('/', rank, degree, awarded_by)`),
    'taken back': says('mistaken', 'voided::text'),
    'what takes back': says('voiding', 'person'),
  },
  access: [`
| actor              | of a student  | of a child | in the south | taken back | what takes back |
| anonymous system   | 42501         | 42501      | 42501        | 42501      | 42501           |
| student            | ${OF_STUDENT} | -          | -            | -          | -               |
| guardian           | -             | child      | -            | -          | -               |
| instructor deputy  | ${OF_STUDENT} | child      | -            | true       | -               |
| manager            | ${OF_STUDENT} | child      | Black/1/otherManager | true | -             |
| otherManager       | -             | -          | Black/1/otherManager | -    | -             |
| everyone else      | -             | -          | -            | -          | -               |`],
};
