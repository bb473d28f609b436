/** Forms that have been kept are remembered to here. */
const REMEMBERED = 1_000;

/** Lets a form keep what it writes once: a reload of the answer would send it again. */
export interface Once {
  /** @returns whether nobody has sent this form before */
  take(form: string): boolean;
}

export function createOnce(): Once {
  const taken = new Set<string>();
  return {
    take(form) {
      if (taken.has(form)) return false;
      taken.add(form);
      const [oldest] = taken;
      if (taken.size > REMEMBERED) taken.delete(oldest!);
      return true;
    },
  };
}
