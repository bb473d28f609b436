/** What a form body of Stripe's API holds: objects and lists by brackets, as `items[0][price]`. */
export interface Form {
  [name: string]: string | Form | undefined;
}

/** Reads such a body. A list is an object whose names are its numbers. */
export function readForm(body: string): Form {
  const form: Form = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name.replaceAll(']', '').split('[');
    const last = path.pop()!;
    let at = form;
    for (const step of path) {
      const next = at[step];
      at = typeof next === 'object' ? next : (at[step] = {});
    }
    at[last] = value;
  }
  return form;
}

/** What is at a path; undefined where there is nothing, or no text. */
export function textAt(form: Form, ...path: string[]): string | undefined {
  let at: string | Form | undefined = form;
  for (const step of path) at = typeof at === 'object' ? at[step] : undefined;
  return typeof at === 'string' ? at : undefined;
}
