/** What keeps a build from being made, each with the file and line to look at. */
export class BuildError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'BuildError';
  }
}

/** @param offset index into `source`; -1: somewhere in the file */
export function lineAt(source: string, offset: number): number {
  return offset < 0 ? 1 : source.slice(0, offset).split('\n').length;
}
