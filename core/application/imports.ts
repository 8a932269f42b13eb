import type { ImportView } from '../contract/outputs';
import { DomainError } from '../domain/errors';
import { notFound } from './access';
import { areasImport } from './import-areas';
import { coursesImport } from './import-courses';
import { factsImport } from './import-facts';
import { gradesImport } from './import-grades';
import { uploadedFile } from './import-mapping';
import { offeringsImport } from './import-offerings';
import { type ImportPart, type ImportPlan, staleImport } from './import-part';
import { requireRollback, rolledBackAlready } from './import-rollback';
import { classesImport, staffImport, studentsImport } from './import-roster';
import { volunteersImport } from './import-volunteers';
import { readKeptFile } from './kept-files';
import { nextPosition, PAGE_SIZE, positionOf } from './paging';
import { readPolicy } from './policy-in-force';
import type { ImportKind, ImportRecord, NewImport, ParsedFile, StagedRow } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** One file may hold this much; the largest department export seen is a tenth of it. */
const MAX_IMPORT_BYTES = 20 * 1024 * 1024;
const EXTENSION = /\.(csv|tsv|txt|json|xlsx|xls)$/i;

/** A place to put the file; sent straight to storage, since a call carries 100 KB at most. */
export const requestUpload: UseCase<'imports.upload'> = async ({ fileName, size }, actor, deps) => {
  const extension = EXTENSION.exec(fileName)?.[0].toLowerCase();
  if (!extension) {
    throw new DomainError(
      'FILE_KIND',
      `不能读取「${fileName}」。请选择 .xlsx、.xls、.csv、.tsv 或 .json 文件。`,
      'fileName',
    );
  }
  if (size === 0) throw new DomainError('FILE_EMPTY', `「${fileName}」是空文件。请重新导出。`, 'size');
  if (size > MAX_IMPORT_BYTES) {
    throw new DomainError('FILE_TOO_LARGE', `「${fileName}」超过 20 MB。请按学期或班级分开导出。`, 'size');
  }
  const fileId = deps.ids.next();
  const path = `${actor.departmentId}/imports/${fileId}${extension}`;
  await deps.files.add({
    id: fileId,
    path,
    fileName,
    purpose: 'import',
    createdBy: actor.personId,
    createdAt: deps.clock.now(),
  });
  return { fileId, upload: await deps.storage.createUpload(path, size) };
};

/** Reads the uploaded file and says what applying it would do; nothing of it is in force yet. */
export const previewImport: UseCase<'imports.preview'> = async (input, actor, deps) => {
  const repeated = await deps.imports.get(input.id);
  if (repeated) return toView(repeated, deps);
  const file = await uploadedFile(input.fileId, actor, deps);
  const bytes = await readKeptFile(file, deps);
  const parsed = await deps.spreadsheets.read(bytes, input.fileName, {
    ...(input.kind === undefined ? {} : { kind: input.kind }),
    ...(input.studentNo === undefined ? {} : { studentNo: input.studentNo }),
    policy: await readPolicy(deps),
    courses: () => deps.courses.list(),
    choices: input.mapping === undefined ? await deps.importPresets.list() : [input.mapping],
  });
  // Before anything is compared: what is written meanwhile then shows.
  const versionsSeen = await deps.imports.versionsSoFar();
  const plan = await partOf(parsed.kind).compare(parsed.rows, input.fileName, deps);
  const rejected = [...parsed.rejected, ...plan.rejected].sort((a, b) => a.row - b.row);
  const record: NewImport = {
    id: input.id,
    kind: parsed.kind,
    fileName: input.fileName,
    fileId: file.id,
    sha256: deps.hasher.sha256(bytes),
    layout: parsed.layout,
    mapping: parsed.mapping,
    signature: parsed.signature,
    isByPreset: parsed.isConfirmed && input.mapping === undefined,
    ownerNo: ownerOf(parsed, input.studentNo),
    changes: plan.changes ?? [],
    terms: plan.terms,
    state: 'previewed',
    rowsRead: parsed.rowsRead,
    students: plan.students,
    counts: countChanges(plan, rejected.length),
    unknownStudents: plan.unknownStudents,
    versionsSeen,
    createdBy: actor.personId,
    createdAt: deps.clock.now(),
    appliedAt: null,
  };
  await deps.imports.add(record, plan.staged, rejected);
  if (input.mapping) {
    const savedAt = deps.clock.now();
    await deps.importPresets.save({ ...input.mapping, savedBy: actor.personId, savedAt });
  }
  await deps.audit.record({ action: 'imports.preview', subject: { type: 'import', id: input.id } });
  return toView({ ...record, createdByName: actor.name, rollback: null }, deps);
};

/** All rows or none; what is new is worked out again inside the transaction. Twice is once. */
export const applyImport: UseCase<'imports.apply'> = async ({ importId }, _actor, deps) => {
  await deps.importHolds.toApply();
  const record = await deps.imports.lock(importId);
  if (!record) throw notFound();
  if (record.state === 'applied') return toView(record, deps);
  if (record.state === 'discarded') {
    throw new DomainError('IMPORT_DISCARDED', '这次导入已经放弃。请重新选择文件。');
  }
  if (record.state === 'rolled-back') throw rolledBackAlready();
  const part = partOf(record.kind);
  await deps.importRollbacks.recordChanges(importId);
  const changes =
    'applyStaged' in part ? await part.applyStaged(record, deps) : await applyRows(part, record, deps);
  const counts = { ...changes, rejected: record.counts.rejected };
  const appliedAt = deps.clock.now();
  await deps.imports.setState(importId, 'applied', appliedAt, counts);
  await deps.audit.record({
    action: 'imports.apply',
    subject: { type: 'import', id: importId },
    detail: { kind: record.kind, new: counts.new, changed: counts.changed },
  });
  return toView({ ...record, state: 'applied', counts, appliedAt }, deps);
};

async function applyRows(
  part: Extract<ImportPart<unknown>, { apply: unknown }>,
  record: ImportRecord,
  deps: UseCaseDeps,
) {
  const rows = (await deps.imports.staged(record.id)).map((staged) => staged.payload);
  const plan = await part.compare(rows, record.fileName, deps);
  const surprise = plan.rejected[0];
  if (surprise) throw staleImport(surprise);
  await part.apply(
    plan.staged.filter(({ change }) => change !== 'unchanged').map(({ payload }) => payload),
    record.id,
    deps,
  );
  return countChanges(plan, record.counts.rejected);
}

export const discardImport: UseCase<'imports.discard'> = async ({ importId }, _actor, deps) => {
  const record = await deps.imports.lock(importId);
  if (!record) throw notFound();
  if (record.state === 'applied') {
    throw new DomainError('IMPORT_APPLIED', '这次导入已经应用，不能放弃。要退回去，请用「撤销」。');
  }
  if (record.state === 'rolled-back') throw rolledBackAlready();
  if (record.state === 'previewed') {
    await deps.imports.setState(importId, 'discarded', deps.clock.now());
    await deps.audit.record({ action: 'imports.discard', subject: { type: 'import', id: importId } });
  }
  return toView({ ...record, state: 'discarded' }, deps);
};

/**
 * Takes an applied import back as a whole, and only where nothing later stands on it. Nothing is erased:
 * the history says who, when, why, and what it undid. Twice is once.
 */
export const rollBackImport: UseCase<'imports.rollback'> = async (input, actor, deps) => {
  const { importId } = input;
  await deps.importHolds.toTakeBack();
  const record = await deps.imports.lock(importId);
  if (!record) throw notFound();
  if (record.state === 'rolled-back') return toView(record, deps);
  const reason = input.reason.trim();
  if (reason === '')
    throw new DomainError('REASON_MISSING', '请写明为什么撤销，导入记录里会保留。', 'reason');
  await requireRollback(record, deps);
  const rollbackId = deps.ids.next();
  const counts = await partOf(record.kind).rollBack(importId, rollbackId, deps);
  const rollback = { id: rollbackId, importId, reason, ...counts, by: actor.personId, at: deps.clock.now() };
  await deps.importRollbacks.add(rollback);
  await deps.audit.record({
    action: 'imports.rollback',
    subject: { type: 'import', id: importId },
    detail: { kind: record.kind, rollback: rollbackId, ...counts },
  });
  return toView({ ...record, state: 'rolled-back', rollback: { ...rollback, byName: actor.name } }, deps);
};

export const showImport: UseCase<'imports.show'> = async ({ importId }, _actor, deps) => {
  const record = await deps.imports.get(importId);
  if (!record) throw notFound();
  return toView(record, deps);
};

export const listRejectedRows: UseCase<'imports.rejected'> = async ({ importId, cursor }, _actor, deps) => {
  if (!(await deps.imports.get(importId))) throw notFound();
  const position = positionOf(cursor);
  const items = await deps.imports.rejected(importId, position, PAGE_SIZE);
  return { items, nextCursor: nextPosition(items, position) };
};

/** The history, newest first; rejected rows come with a single import only. */
export const listImports: UseCase<'imports.list'> = async ({ cursor }, _actor, deps) => {
  const position = positionOf(cursor);
  const records = await deps.imports.list(position, PAGE_SIZE);
  return {
    items: records.map((record) => viewOf(record, [], NO_MORE)),
    nextCursor: nextPosition(records, position),
  };
};

const PARTS = {
  grades: gradesImport,
  courses: coursesImport,
  absences: factsImport('absences'),
  discipline: factsImport('discipline'),
  warnings: factsImport('warnings'),
  referrals: factsImport('referrals'),
  classes: classesImport,
  students: studentsImport,
  staff: staffImport,
  areas: areasImport,
  offerings: offeringsImport,
  volunteers: volunteersImport,
} as const;

/** The staged payloads of a kind are what that kind's reader made, so the part fits its rows. */
const partOf = (kind: ImportKind) => PARTS[kind] as unknown as ImportPart<unknown>;

const countChanges = (plan: ImportPlan<unknown>, rejected: number): ImportRecord['counts'] => {
  const count = (change: StagedRow['change']) => plan.staged.filter((row) => row.change === change).length;
  return { new: count('new'), changed: count('changed'), unchanged: count('unchanged'), rejected };
};

async function toView(record: ImportRecord, deps: UseCaseDeps): Promise<ImportView> {
  return viewOf(
    record,
    record.counts.rejected === 0 ? [] : await deps.imports.rejected(record.id, 0, PAGE_SIZE),
    { preset: await presetOf(record, deps), owner: await transcriptOwner(record, deps) },
  );
}

type More = Pick<ImportView, 'preset' | 'owner'>;
const NO_MORE: More = { preset: null, owner: null };

async function presetOf({ signature, isByPreset }: ImportRecord, deps: UseCaseDeps): Promise<More['preset']> {
  if (!isByPreset) return null;
  const preset = (await deps.importPresets.list()).find((known) => known.signature === signature);
  return preset ? { signature: preset.signature, by: preset.savedByName, at: preset.savedAt } : null;
}

/** The 学号 that the office gave for a file without that column. */
const ownerOf = ({ kind, mapping, rows }: ParsedFile, studentNo: string | undefined): string | null =>
  kind !== 'grades' || studentNo === undefined || mapping.some(({ field }) => field === 'studentNo')
    ? null
    : (rows[0]?.studentNo ?? studentNo);

async function transcriptOwner({ ownerNo }: ImportRecord, deps: UseCaseDeps): Promise<More['owner']> {
  if (ownerNo === null) return null;
  const student = (await deps.roster.studentsByNo([ownerNo])).get(ownerNo);
  return { studentNo: ownerNo, name: student?.name ?? '', className: student?.className ?? '' };
}

function viewOf(record: ImportRecord, rejected: ImportView['rejected'], more: More): ImportView {
  return {
    importId: record.id,
    kind: record.kind,
    fileName: record.fileName,
    layout: record.layout,
    state: record.state,
    rowsRead: record.rowsRead,
    students: record.students,
    counts: record.counts,
    mapping: record.mapping,
    ...more,
    fileId: record.fileId,
    changes: record.changes,
    terms: record.terms,
    rejected,
    unknownStudents: record.unknownStudents.slice(0, PAGE_SIZE),
    by: record.createdByName,
    createdAt: record.createdAt,
    appliedAt: record.appliedAt,
    rollback: record.rollback && {
      by: record.rollback.byName,
      at: record.rollback.at,
      reason: record.rollback.reason,
      restored: record.rollback.restored,
      withdrawn: record.rollback.withdrawn,
    },
  };
}
