import type { ArchiveExport } from '../contract/archive-export';
import type { FileLink } from '../contract/outputs';
import type { ExportFormat, ExportPurpose } from '../domain/archive-export';
import { sayEnd } from '../domain/case-closing';
import { isSensitiveCause } from '../domain/cause-factor';
import { PAPER_MEDIA_TYPES } from '../domain/paper-format';
import { requireAccess } from './access';
import { archivePaper } from './archive-paper';
import { readSensitiveExport } from './archive-sensitive';
import { dutiesOf, readDutyContext } from './case-duties';
import { withoutDiscipline } from './evidence-sources';
import { keepFile } from './kept-files';
import type { Actor, CaseWithFacts, Student } from './ports';
import { sayResponsible } from './roster-views';
import { summaryOf } from './screening-views';
import { readTimeline } from './timeline';
import type { UseCase, UseCaseDeps } from './use-case';

interface Asked {
  readonly studentId: string;
  readonly format: ExportFormat;
  readonly purpose: ExportPurpose;
}

/** The archive as its page shows it, as a file; taken out for a purpose that is kept. */
export const exportArchive: UseCase<'papers.archive'> = async (input, actor, deps) => {
  const student = await deps.roster.student(input.studentId);
  requireAccess(actor, 'papers.archive', student);
  return exported(input, student, 'papers.archive', actor, deps);
};

/**
 * The same with family, contact, guardians, causes, discipline, and what was said in talks, calls and 早报告:
 * asked for by this name alone, and kept as such.
 */
export const exportWithSensitive: UseCase<'papers.archive-with-sensitive'> = async (input, actor, deps) => {
  const student = await deps.roster.student(input.studentId);
  requireAccess(actor, 'papers.archive-with-sensitive', student);
  return exported(input, student, 'papers.archive-with-sensitive', actor, deps);
};

async function exported(
  { format, purpose, studentId }: Asked,
  student: Student,
  action: 'papers.archive' | 'papers.archive-with-sensitive',
  actor: Actor,
  deps: UseCaseDeps,
): Promise<FileLink> {
  await deps.audit.record({
    action,
    subject: { type: 'student', id: studentId },
    detail: { purpose, format },
  });
  const withSensitive = action === 'papers.archive-with-sensitive';
  const content = await readArchive(student, purpose, withSensitive, actor, deps);
  const fileName = `学生档案-${student.name}-${student.studentNo}-${actor.today}`;
  return format === 'json'
    ? keepFile(utf8(JSON.stringify(content, null, 2)), `${fileName}.json`, 'application/json', actor, deps)
    : keepFile(
        await deps.papers.archive(archivePaper(content, actor.today)),
        `${fileName}.pdf`,
        PAPER_MEDIA_TYPES.pdf,
        actor,
        deps,
      );
}

async function readArchive(
  student: Student,
  purpose: ExportPurpose,
  withSensitive: boolean,
  actor: Actor,
  deps: UseCaseDeps,
): Promise<ArchiveExport> {
  const cases = await deps.cases.ofStudent(student.id);
  const timeline = await readTimeline({ studentId: student.id, cases, actor }, deps);
  const open = cases.find(({ status }) => status === 'open');
  const context = await readDutyContext(deps);
  const inForce =
    student.classId === null
      ? undefined
      : (await deps.people.responsible([student.classId])).get(student.classId);
  const told: ArchiveExport['cases'] = [];
  for (const held of [...cases].reverse()) told.push(await caseOf(held, withSensitive, deps));
  return {
    schema: 'xueye-student-archive/1',
    exported: {
      at: deps.clock.now(),
      by: { name: actor.name, workNo: actor.workNo, role: actor.role },
      purpose,
      withSensitive,
    },
    department: (await deps.departments.get()).name,
    student: {
      studentNo: student.studentNo,
      name: student.name,
      gender: student.gender,
      nativePlace: student.nativePlace,
      className: student.className,
      advisers: (inForce?.advisers ?? []).map(sayResponsible),
      counselors: (inForce?.counselors ?? []).map(sayResponsible),
    },
    cases: told,
    duties: open
      ? dutiesOf(open, context, actor.today).map(({ kind, role, dueOn, state, doneOn, because }) => ({
          kind,
          role,
          dueOn,
          state,
          doneOn,
          because,
        }))
      : [],
    timeline: timeline.map(({ on, kind, title, detail, by }) => ({ on, kind, title, detail, by })),
    ...(withSensitive ? { sensitive: await readSensitiveExport(student.id, cases, deps) } : {}),
  };
}

async function caseOf(
  held: CaseWithFacts,
  withSensitive: boolean,
  deps: UseCaseDeps,
): Promise<ArchiveExport['cases'][number]> {
  const { term, tier, openedOn, closedOn, closeOutcome, closeReason } = held;
  const result = (await deps.screenings.proposal(held.proposalId))?.result;
  const evidence = withSensitive ? (result?.evidence ?? []) : withoutDiscipline(result?.evidence ?? []);
  return {
    term,
    tier,
    openedOn,
    closedOn,
    closeReason: closedOn === null ? null : sayEnd(closeOutcome, closeReason),
    ...(result ? summaryOf(result) : { outstandingCredits: '0.00', gpa: null, toNextTier: null }),
    decisions: held.decisions.map(
      ({ decidedOn, outcome, tier, difficulty, causes, reason, decidedByName }) => ({
        on: decidedOn,
        outcome,
        tier,
        difficulty,
        causes: causes.filter((cause) => !isSensitiveCause(cause)),
        reason,
        by: decidedByName,
      }),
    ),
    evidence: evidence.map(({ criterion, state, statement, rows, facts }) => ({
      criterion,
      state,
      statement,
      rows: rows.map((row) => ({ ...row })),
      ...(facts === undefined ? {} : { facts: facts.map((fact) => ({ ...fact })) }),
    })),
  };
}

/** The core knows neither Node nor the DOM, but this much of every runtime. */
const utf8 = (text: string): Uint8Array =>
  Uint8Array.from(encodeURIComponent(text).match(/%..|./g) ?? [], (part) =>
    part.length === 1 ? part.charCodeAt(0) : Number.parseInt(part.slice(1), 16),
  );
