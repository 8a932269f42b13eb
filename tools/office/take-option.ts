import { DomainError } from '#core/domain/errors';

/**
 * Takes every `--name value` (or `--name=value`) out of the arguments; the rest is another's to read.
 *
 * @throws DomainError USAGE where the value is missing
 */
export function takeOption(
  argv: readonly string[],
  name: string,
): { readonly values: readonly string[]; readonly rest: readonly string[] } {
  const values: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] as string;
    if (word !== name && !word.startsWith(`${name}=`)) {
      rest.push(word);
      continue;
    }
    const value = word === name ? argv[++at] : word.slice(name.length + 1);
    if (value === undefined || value === '' || value.startsWith('--'))
      throw new DomainError('USAGE', `${name} 后面要写一个值。加 --help 看用法。`);
    values.push(value);
  }
  return { values, rest };
}
