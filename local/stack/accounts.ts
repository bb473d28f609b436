import { people, type Person } from './people.ts';

/** A demo person with an account: `subject` is what their tokens carry. */
export type DemoPerson = Person & { subject: string };

type Send = (request: Request) => Promise<Response>;

/**
 * Signs the demo people up, those that already are signed in, through the Auth service.
 * @returns them with their subjects (the `sub` of their tokens)
 */
export async function signUpPeople(
  send: Send,
  apiUrl: string,
  publishableKey: string,
): Promise<DemoPerson[]> {
  const post = async (path: string, body: unknown) => {
    const answer = await send(
      new Request(`${apiUrl}/auth/v1/${path}`, {
        method: 'POST',
        headers: { apikey: publishableKey, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
    return await answer.json() as { user?: { id: string } };
  };
  return await Promise.all(people.map(async (person) => {
    const { email, password, firstName, lastName } = person;
    const data = { first_name: firstName, last_name: lastName };
    const known = await post('token?grant_type=password', { email, password });
    const { user } = known.user ? known : await post('signup', { email, password, data });
    if (!user) throw new Error(`Could not sign up the demo person ${email}.`);
    return { ...person, subject: user.id };
  }));
}
