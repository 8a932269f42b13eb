/**
 * Who took a workbook out, in the head of every printed page and in the file's properties: cells stay as they
 * are, since other systems read them.
 */
export const markedSheet = (mark: string | null) =>
  // `&` begins a code there.
  mark === null ? {} : { headerFooter: { oddHeader: `&R&9${mark.replaceAll('&', '&&')} 导出` } };

export const markedBook = (mark: string | null) =>
  mark === null ? {} : { properties: { creator: mark, lastModifiedBy: mark } };
