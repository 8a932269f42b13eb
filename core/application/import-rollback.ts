import { DomainError } from '../domain/errors';
import { SCREENING_KIND_LABELS } from '../domain/labels';
import { dayLabel } from '../domain/local-date';
import { termLabel } from '../domain/term';
import type { ImportPart } from './import-part';
import type { ImportRecord, LaterFile, RosterObstacle } from './ports';
import type { UseCaseDeps } from './use-case';

/** @throws DomainError where there is nothing to take back, or decisions rest on it (reading §7) */
export async function requireRollback({ id, state, counts }: ImportRecord, deps: UseCaseDeps): Promise<void> {
  if (state !== 'applied') {
    throw new DomainError('IMPORT_NOT_APPLIED', '这次导入还没有应用，没有可以撤销的内容。');
  }
  // One that only repeats rows keeps the file before it from being taken back.
  if (counts.new + counts.changed + counts.unchanged === 0) {
    throw new DomainError('IMPORT_CHANGED_NOTHING', '这次导入没有写入任何数据，不需要撤销。');
  }
  const emptiedOn = await deps.importRollbacks.emptiedOn(id);
  if (emptiedOn !== null) {
    throw new DomainError(
      'IMPORT_EMPTIED',
      `不能撤销：这次导入的原件和逐行记录已过保存期限，${dayLabel(emptiedOn)}清除了。数据有误时，请导入更正后的文件。`,
    );
  }
  const resting = await deps.importRollbacks.decisionsRestingOn(id);
  if (resting) {
    const screening = `${termLabel(resting.term)}的${SCREENING_KIND_LABELS[resting.kind]}（${dayLabel(resting.ranOn)}）`;
    throw new DomainError(
      'IMPORT_DECIDED_ON',
      `不能撤销：诊断会已根据${screening}作出 ${resting.decisions} 项认定，其中用到这份文件。数据有误时，请导入更正后的文件。`,
    );
  }
}

export const rolledBackAlready = (): DomainError =>
  new DomainError('IMPORT_ROLLED_BACK', '这次导入已经撤销。要再用这份文件，请重新选择它。');

const LATER_WORDS: Readonly<Record<LaterFile['did'], string>> = {
  changed: '又改过同样的行',
  repeated: '里也有同样的行',
};

/** Versions stack: the last file that wrote a row, or repeated it, is the first to be taken back. */
export const supersededBy = ({ file, did }: LaterFile): DomainError =>
  new DomainError(
    'IMPORT_SUPERSEDED',
    `不能撤销：后来导入的「${file}」${LATER_WORDS[did]}。请先撤销「${file}」，再撤销这一份。`,
  );

/** The roster's rows as they were; people and classes that the import brought go where nothing names them. */
export const rollBackRoster: ImportPart<never>['rollBack'] = async (importId, _rollbackId, deps) => {
  const later = await deps.importRollbacks.laterRosterFile(importId);
  if (later !== null) throw supersededBy(later);
  const outcome = await deps.importRollbacks.rollBackRoster(importId);
  if ('obstacle' in outcome) throw inTheWay(outcome.obstacle);
  return outcome;
};

function inTheWay(obstacle: RosterObstacle): DomainError {
  if (obstacle.kind === 'later-import') return supersededBy({ file: obstacle.file, did: 'changed' });
  const whose = `${ROSTER_WORDS[obstacle.ofTable] ?? '名册'}${obstacle.who === null ? '' : `「${obstacle.who}」`}`;
  if (obstacle.kind === 'changed-since') {
    return new DomainError(
      'IMPORT_CHANGED_SINCE',
      `不能撤销：${whose}在这次导入之后又改过。请直接更正这一条。`,
    );
  }
  const by = REFERRING_WORDS[obstacle.byTable] ?? '其他记录';
  return new DomainError(
    'IMPORT_REFERRED_TO',
    `不能撤销：${whose}是这次导入加进来的，现在已经有${by}。请先处理${by}，或导入更正后的名单。`,
  );
}

const ROSTER_WORDS: Readonly<Record<string, string>> = {
  area: '责任区',
  class: '班级',
  student: '学生',
  student_sensitive: '学生',
  person: '教职工',
  assignment: '任职',
  teaching_offering: '教学班',
  offering_class: '教学班',
  volunteer: '志愿者资料',
};

/** What may name someone of the roster, by its table. */
const REFERRING_WORDS: Readonly<Record<string, string>> = {
  student: '学生',
  class: '班级',
  assignment: '任职',
  teaching_offering: '教学班',
  offering_class: '教学班',
  volunteer: '志愿者资料',
  identity: '登录身份',
  grade_row: '成绩',
  listed_fact: '名单记录',
  proposal: '筛查结果',
  decision: '认定',
  support_case: '学业困难学生档案',
  talk_record: '谈话记录',
  talk_supplement: '补充意见',
  import_batch: '导入记录',
  file_object: '文件',
};
