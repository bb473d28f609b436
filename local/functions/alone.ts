/** The functions of which every request has a process of its own: what strangers make expensive. */
export const ALONE: readonly string[] = ['extract'];
