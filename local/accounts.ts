import { people, type PersonKey } from './people.ts';

type Send = (request: Request) => Promise<Response>;

/**
 * Signs the demo people up, those that already are signed in, through the Auth service.
 * @returns their subjects (`sub`)
 */
export async function signUpPeople(
  send: Send,
  apiUrl: string,
  publishableKey: string,
): Promise<Record<PersonKey, string>> {
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
  const subjects = await Promise.all(people.map(async (person) => {
    const { email, password, firstName, lastName } = person;
    const data = { first_name: firstName, last_name: lastName };
    const known = await post('token?grant_type=password', { email, password });
    const { user } = known.user ? known : await post('signup', { email, password, data });
    if (!user) throw new Error(`Could not sign up the demo person ${email}.`);
    return [person.key, user.id] as const;
  }));
  return Object.fromEntries(subjects) as Record<PersonKey, string>;
}
