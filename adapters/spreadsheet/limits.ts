/** What one file may cost. The largest departmental export seen is a tenth of each. */

/** Bytes of a file that is read into memory as a whole. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Rows of one sheet or text file that is read into memory as a whole. */
export const MAX_ROWS = 500_000;
/** Columns of one row. */
export const MAX_COLUMNS = 512;
/** Characters of one cell; longer is never a grade, a name or a family note. */
export const MAX_CELL_LENGTH = 10_000;

/** Visible sheets of a workbook; a department's has one a class. */
export const MAX_SHEETS = 100;
/** Cells of one file that is read into memory as a whole. */
export const MAX_CELLS = 8_000_000;

/** Bytes of an .xls, of either kind; a full sheet of 65,536 rows has about 15 MB. */
export const MAX_OLD_WORKBOOK_BYTES = 24 * 1024 * 1024;

/** Tables within tables of a web page; a system's page has 3. */
export const MAX_HTML_DEPTH = 20;

/** Bytes of a .json file; a class's answer of the system has about a third. */
export const MAX_JSON_BYTES = 20 * 1024 * 1024;
/** Brackets within brackets; a system's answer has 4. */
export const MAX_JSON_DEPTH = 16;
/** Values and lists of a .json file together. */
export const MAX_JSON_MEMBERS = 2_000_000;

/** Parts in an .xlsx container; a workbook of 100 sheets has about 220. */
export const MAX_ARCHIVE_ENTRIES = 2_000;
/** Bytes of all parts together after unpacking. */
export const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;
/** Of a part that is held as a whole: the texts of all cells, the styles. */
export const MAX_WHOLE_PART_BYTES = 32 * 1024 * 1024;
/** Unpacked over packed; real sheets of repeated grades reach about 40. */
export const MAX_COMPRESSION_RATIO = 200;
/** Small parts compress extremely well without being a threat: the ratio counts above this size. */
export const RATIO_FREE_BYTES = 8 * 1024 * 1024;

/** Title rows that may stand above the headings. */
export const MAX_TITLE_ROWS = 30;
/** Longest row of a bulk text file, in bytes. */
export const MAX_BULK_ROW_BYTES = 1024 * 1024;
