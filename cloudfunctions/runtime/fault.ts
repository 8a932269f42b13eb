/** What is logged of a fault: enough to find it, nothing of what a person wrote. */
export interface Fault {
  readonly function: string;
  /** A known action's name; null where the call named none of ours. */
  readonly action: string | null;
  readonly requestId: string;
  readonly error: unknown;
}

/**
 * Writes one line of JSON. The error's message is left out: a database says "invalid input … '王小明'"
 * in it. Frames, class, code and the constraint's name locate a fault as well.
 */
export function logFault(fault: Fault): void {
  console.error(JSON.stringify({ level: 'error', ...fault, error: describe(fault.error) }));
}

function describe(error: unknown, depth = 0): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error };
  const detail = error as Error & Readonly<Record<string, unknown>>;
  const named = ['code', 'syscall', 'schema', 'table', 'constraint', 'routine'].flatMap((key) =>
    typeof detail[key] === 'string' ? [[key, detail[key]]] : [],
  );
  return {
    name: error.name,
    ...Object.fromEntries(named),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim()),
    ...(error.cause !== undefined && depth < 3 ? { cause: describe(error.cause, depth + 1) } : {}),
  };
}
