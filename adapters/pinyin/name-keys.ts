/** Of more readings than that the rarest are left out. */
const READINGS = 8;

/**
 * Everything that a person may begin to type for a name: its endings in signs, in pinyin without tones
 * (ü as v), in the pinyin's first letters, and 姓 in full with the letters of 名. A sign with several
 * readings has each of them; a surname's own reading (单 shàn, 尉迟 yùchí) comes first.
 *
 * @param name as it is written; signs that are no letters (·, blanks) are passed over
 * @returns in lower case, none the beginning of another
 */
export async function nameKeys(name: string): Promise<readonly string[]> {
  const signs = [...searchKey(name)];
  if (signs.length === 0) return [];
  const { pinyin, polyphonic } = await import('pinyin-pro');
  const options = { toneType: 'none', type: 'array', v: true } as const;
  const text = signs.join('');
  const asSurname = pinyin(text, { ...options, surname: 'head' });
  const readings = polyphonic(text, options).map((others, at) => [
    ...new Set([asSurname[at] ?? '', ...others].map((reading) => reading.toLowerCase())),
  ]);
  const keys = new Set(endings(signs));
  for (const syllables of combined(readings)) {
    for (const ending of endings(syllables)) keys.add(ending);
    for (const ending of endings(syllables.map(([first = '']) => first))) keys.add(ending);
    for (const surname of [1, 2]) {
      const letters = syllables.slice(surname).map(([first = '']) => first);
      if (letters.length > 0) keys.add([...syllables.slice(0, surname), ...letters].join(''));
    }
  }
  return withoutBeginnings(keys);
}

/** What was typed or written, as keys are compared: without width, case, blanks and the dots within names. */
export const searchKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s·•・‧.'’-]/gu, '');

const endings = (parts: readonly string[]): readonly string[] =>
  parts.map((_, from) => parts.slice(from).join(''));

/** One reading of each sign, the likeliest first. */
function combined(readings: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let all: readonly (readonly string[])[] = [[]];
  for (const some of readings) {
    // The first readings of all signs stay together at the head.
    all = some.flatMap((reading) => all.map((before) => [...before, reading])).slice(0, READINGS);
  }
  return all;
}

function withoutBeginnings(keys: ReadonlySet<string>): readonly string[] {
  const sorted = [...keys].filter((key) => key !== '').sort();
  return sorted.filter((key, at) => !sorted[at + 1]?.startsWith(key));
}
