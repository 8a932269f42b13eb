import type { TodoItem } from '../contract/outputs';
import type { TextHint } from '../contract/outputs/texts';
import { DomainError } from '../domain/errors';
import { mayRole, notFound } from './access';
import { PAGE_SIZE } from './paging';
import type { Actor, TextHintPlace, TextHintRecord } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** 平台提示, newest first: to the office and the leader all of them, to whoever wrote the text their own. */
export const listTextHints: UseCase<'texts.hints'> = async ({ cursor }, actor, deps) => {
  const records = await deps.textChecks.hints(cursor === undefined ? null : placeOf(cursor), PAGE_SIZE);
  const last = records.length < PAGE_SIZE ? undefined : records.at(-1);
  return {
    level: mayRole(actor.role, 'texts.set-level') ? await deps.textChecks.level() : null,
    open: await deps.textChecks.countOpen(),
    items: records.map((hint) => toHint(hint, actor)),
    nextCursor: last === undefined ? null : `${last.place.filedAt}|${last.place.id}`,
  };
};

const PLACE = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function placeOf(cursor: string): TextHintPlace {
  const [, filedAt, id] = PLACE.exec(cursor) ?? [];
  if (filedAt === undefined || id === undefined || Number.isNaN(Date.parse(filedAt))) {
    throw new DomainError('INVALID_INPUT', '列表位置不正确，请刷新后重试。', 'cursor');
  }
  return { filedAt, id };
}

/** 已核对: a person has looked at the text and leaves it as it is. Twice is once. */
export const settleTextHint: UseCase<'texts.settle'> = async ({ id }, actor, deps) => {
  const hint = await deps.textChecks.get(id);
  if (!hint) throw notFound();
  if (await deps.textChecks.settle(id)) {
    await deps.audit.record({
      action: 'texts.settle',
      subject: { type: 'text-check', id },
      detail: { kind: hint.kind, subject: hint.subjectId },
    });
  }
  const settled = await deps.textChecks.get(id);
  if (!settled) throw notFound();
  return toHint(settled, actor);
};

/** What of the department's texts WeChat is asked about, from the next one on. */
export const setTextCheckLevel: UseCase<'texts.set-level'> = async ({ level }, actor, deps) => {
  const was = await deps.textChecks.level();
  if (was !== level) {
    await deps.textChecks.setLevel(level);
    await deps.audit.record({
      action: 'texts.set-level',
      subject: { type: 'department', id: actor.departmentId },
      detail: { from: was, to: level },
    });
  }
  return { level };
};

/** For the office's day: one line for all of them. */
export async function textTodos(deps: UseCaseDeps): Promise<readonly TodoItem[]> {
  const { hits, missed } = await deps.textChecks.countOpen();
  if (hits + missed === 0) return [];
  return [
    {
      id: 'texts',
      kind: 'reminders',
      section: 'task',
      hint: null,
      state: 'open',
      title: hits > 0 ? `${hits} 处平台提示待核对` : `${missed} 段文字平台没有检查到`,
      detail: hits > 0 ? '内容都已保存，看过之后点“已核对”' : '内容都已保存，可以自己看一遍',
      dueOn: null,
      because: null,
      student: null,
      caseId: null,
      target: { page: 'text-hints' },
    },
  ];
}

const toHint = ({ authorName, ...hint }: TextHintRecord, { role }: Actor): TextHint => ({
  id: hint.id,
  kind: hint.kind,
  subjectId: hint.subjectId,
  // No page of theirs is a student's.
  studentId: role === 'volunteer' || role === 'teacher' ? null : hint.studentId,
  author: authorName,
  filedOn: hint.filedOn,
  hit: hint.hit,
  missed: hint.missed,
  settled: hint.settled,
});
