/** In which form a paper is handed out: fixed for print, or to be edited in Word and WPS. */
export const PAPER_FORMATS = ['pdf', 'docx'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

export const PAPER_FORMAT_LABELS: Readonly<Record<PaperFormat, string>> = {
  pdf: 'PDF（打印）',
  docx: 'Word（可修改）',
};

export const PAPER_MEDIA_TYPES: Readonly<Record<PaperFormat | 'xlsx', string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Talk records in one file. */
export const TALKS_AT_ONCE = 40;
