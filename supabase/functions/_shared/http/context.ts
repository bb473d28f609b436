/** What the shell and the routes keep of a request while it is answered. */
export interface HonoEnv {
  Variables: {
    requestId: string;
    traceId: string;
    /** The context that the stack made; only the route reads it. */
    context: unknown;
    /** For the log line: what kind of caller, never who. */
    callerKind?: string;
    /** For the log line: the code of the problem that was answered. */
    problemCode?: string;
  };
}

export const isRead = (method: string): boolean => /^(get|head)$/i.test(method);
