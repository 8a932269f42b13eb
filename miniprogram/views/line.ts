/** The parts of a line that there are; it breaks between them, never between a number and its word. */
export const toLine = (parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .map((part) => part.replace(/ /g, '\u00a0'))
    .join(' · ');

/** Refusals of the core come with and without their full stop. */
export const toSentence = (text: string): string => (/[。？！]$/.test(text) ? text : `${text}。`);
