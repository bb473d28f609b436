import { z } from 'zod';
import { phoneNumber } from '../db/declare/bounds.ts';
import { emailAddress, personName } from '../db/declare/person-bounds.ts';
import { birthDate, genders } from '../db/schema/identity/users.ts';

/** A day on which somebody was born; not one to come. */
export const dateOfBirth = birthDate.schema.refine((date) => Date.parse(date) <= Date.now(), {
  error: 'must be a date of birth',
}).meta({ example: '2016-05-14' });

/** An address that messages reach; what RFC 5321 lets through and no mail server takes is refused. */
export const email = emailAddress.schema.pipe(z.email()).meta({ example: 'ana@example.com' });

/** What is known of a person who does not sign in, as those who keep their record write it. */
export const recordFields = {
  first_name: personName.schema.meta({ example: 'Bia' }),
  last_name: personName.schema.nullable(),
  birth_date: dateOfBirth.nullable(),
  gender: genders.schema.nullable(),
  phone: phoneNumber.schema.nullable(),
};
