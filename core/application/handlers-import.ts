import { downloadRejected, downloadTemplate } from './import-files';
import { forgetPreset, readImport } from './import-mapping';
import { showProgress } from './import-progress';
import {
  applyImport,
  discardImport,
  listImports,
  listRejectedRows,
  previewImport,
  requestUpload,
  rollBackImport,
  showImport,
} from './imports';
import type { Handlers } from './use-case';

/** What the `import` function serves. */
export const importHandlers = {
  'imports.upload': requestUpload,
  'imports.preview': previewImport,
  'imports.show': showImport,
  'imports.progress': showProgress,
  'imports.rejected': listRejectedRows,
  'imports.apply': applyImport,
  'imports.discard': discardImport,
  'imports.list': listImports,
  'imports.rollback': rollBackImport,
  'imports.read': readImport,
  'imports.rejected-file': downloadRejected,
  'imports.template': downloadTemplate,
  'imports.forget': forgetPreset,
} satisfies Handlers;
