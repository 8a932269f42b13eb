/** What a whole archive may be taken out for; kept with each export. */
export const EXPORT_PURPOSES = ['handover', 'meeting', 'inspection', 'student-request'] as const;
export type ExportPurpose = (typeof EXPORT_PURPOSES)[number];

export const EXPORT_PURPOSE_LABELS: Readonly<Record<ExportPurpose, string>> = {
  handover: '交接给接手的老师',
  meeting: '诊断会或家校面谈',
  inspection: '学校检查、存档',
  'student-request': '学生本人要求查阅',
};

export const EXPORT_FORMATS = ['pdf', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
