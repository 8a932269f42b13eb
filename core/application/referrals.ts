import type { OwnReferralItem } from '../contract/outputs/referrals';
import { DomainError } from '../domain/errors';
import { stripPhotoMetadata } from '../domain/photo-metadata';
import { photoTypeOf, REFERRAL_LIMITS, typedStudent, validateReferral, waitOf } from '../domain/referral';
import { notFound, requireAccess } from './access';
import { focusStudent } from './focus';
import { nextPosition, PAGE_SIZE, positionOf } from './paging';
import { readPolicy } from './policy-in-force';
import type { Actor, OwnReferral, ReferralPhoto, Student } from './ports';
import { headingOf } from './student-heading';
import type { UseCase, UseCaseDeps } from './use-case';

/** 早报告 by any member of the working group (art. 2, art. 3). */
export const openReferralForm: UseCase<'referrals.form'> = async ({ studentId }, actor, deps) => {
  const { facts } = await readPolicy(deps);
  if (studentId === undefined) return { student: null, answerDays: facts.referralAnswerDays };
  const student = await nameable(studentId, actor, deps);
  return { student: headingOf(student), answerDays: facts.referralAnswerDays };
};

/** A place to put one photo, of the person's own; on record, so that one never filed is found and removed. */
export const requestPhotoUpload: UseCase<'referrals.upload'> = async ({ size }, actor, deps) => {
  if (size === 0) throw new DomainError('FILE_EMPTY', '这张照片是空的。请重新拍一张。', 'size');
  if (size > REFERRAL_LIMITS.photoBytes) throw photoTooLarge();
  const photoId = deps.ids.next();
  const path = photoPath(actor, photoId);
  await deps.files.add({
    id: photoId,
    path,
    fileName: '照片',
    purpose: 'photo',
    createdBy: actor.personId,
    createdAt: deps.clock.now(),
  });
  return { photoId, upload: await deps.storage.createUpload(path, size) };
};

/** Same id: same referral. What is typed of a student must match whole; else the answer is one and the same. */
export const fileReferral: UseCase<'referrals.file'> = async (input, actor, deps) => {
  const student = await findStudent(input.student, actor, deps);
  const { facts } = await readPolicy(deps);
  const answerBy = (filedOn: string) => waitOf(filedOn, filedOn, facts.referralAnswerDays).dueOn;
  const earlier = await deps.referrals.own(input.id);
  if (earlier && earlier.studentId === student.id) {
    return { referralId: earlier.id, repeated: true, answerBy: answerBy(earlier.filedOn) };
  }
  validateReferral(input);
  const photos = await checkPhotos(input.photoIds, actor, deps);
  const isNew = await deps.referrals.add(
    {
      id: input.id,
      studentId: student.id,
      studentNo: student.studentNo,
      studentName: student.name,
      causes: [...new Set(input.causes)],
      causeNote: input.causeNote.trim(),
      seen: input.seen.trim(),
      referrerId: actor.personId,
      referrerRole: actor.role,
      filedOn: actor.today,
      filedAt: deps.clock.now(),
    },
    photos,
  );
  if (isNew) {
    await deps.audit.record({
      action: 'referrals.file',
      subject: { type: 'referral', id: input.id },
      detail: { student: student.id, photos: photos.length },
    });
  }
  return { referralId: input.id, repeated: !isNew, answerBy: answerBy(actor.today) };
};

/** One's own, newest first; of the answer the class alone. */
export const listOwnReferrals: UseCase<'referrals.mine'> = async ({ cursor }, _actor, deps) => {
  const position = positionOf(cursor);
  const held = await deps.referrals.ownList(position, PAGE_SIZE);
  return { items: held.map(toOwnItem), nextCursor: nextPosition(held, position) };
};

/** Undo, as long as the meeting has not answered. Twice is once. */
export const withdrawReferral: UseCase<'referrals.withdraw'> = async ({ referralId }, actor, deps) => {
  await deps.referrals.lock(referralId);
  const held = await deps.referrals.own(referralId);
  if (!held) throw notFound();
  if (held.standing === 'accepted' || held.standing === 'not-accepted') {
    throw new DomainError('ALREADY_ANSWERED', '诊断会已经答复，不能再撤回。如有新情况，请再报一份。');
  }
  if (held.standing === 'waiting') {
    await deps.referrals.addAnswer({
      id: deps.ids.next(),
      referralId,
      outcome: 'withdrawn',
      term: null,
      reason: '',
      answeredOn: actor.today,
      answeredAt: deps.clock.now(),
      answeredBy: actor.personId,
    });
    await deps.audit.record({ action: 'referrals.withdraw', subject: { type: 'referral', id: referralId } });
  }
  return toOwnItem({ ...held, standing: 'withdrawn', answeredOn: held.answeredOn ?? actor.today });
};

type Asked = Parameters<typeof fileReferral>[0]['student'];

async function findStudent(
  asked: Asked,
  actor: Actor,
  deps: UseCaseDeps,
): Promise<{ readonly id: string; readonly studentNo: string; readonly name: string }> {
  if ('studentId' in asked) {
    return nameable(asked.studentId, actor, deps);
  }
  const typed = typedStudent(asked);
  const id = await deps.referrals.studentNamed(typed.studentNo, typed.name);
  if (id === null) {
    throw new DomainError(
      'STUDENT_UNKNOWN',
      '学号和姓名对不上本系的学生。请核对后再交，或请系学工办代报。',
      'studentNo',
    );
  }
  return { id, ...typed };
}

/** Whom one may name without typing: who is within reach, and for a teacher who needs focus in a course. */
async function nameable(
  studentId: string,
  actor: Actor,
  deps: UseCaseDeps,
): Promise<Pick<Student, 'id' | 'studentNo' | 'name' | 'className'>> {
  if (actor.role === 'teacher') {
    const known = await focusStudent(studentId, deps);
    if (known) return { ...known, id: known.studentId };
  }
  const student = await deps.roster.student(studentId);
  requireAccess(actor, 'referrals.file', student);
  return student;
}

/** Under the person's own folder: nobody files another's upload. */
const photoPath = (actor: Actor, photoId: string): string =>
  `${actor.departmentId}/referrals/${actor.personId}/${photoId}`;

/** Reads each photo once, and stores it again as what it is: a link shows it under no other type. */
export async function checkPhotos(
  photoIds: readonly string[],
  actor: Actor,
  deps: UseCaseDeps,
): Promise<readonly ReferralPhoto[]> {
  const photos: ReferralPhoto[] = [];
  for (const [index, id] of [...new Set(photoIds)].entries()) {
    const path = photoPath(actor, id);
    const bytes = await deps.storage.read(path).catch(() => {
      throw new DomainError(
        'PHOTO_UNREAD',
        `第 ${index + 1} 张照片没有读到。请重试，或删掉它重新选择。`,
        'photos',
      );
    });
    const contentType = photoTypeOf(bytes);
    if (contentType === null) {
      throw new DomainError(
        'PHOTO_KIND',
        `第 ${index + 1} 个附件不是照片。请选择 JPG、PNG 或 WebP 图片。`,
        'photos',
      );
    }
    if (bytes.length > REFERRAL_LIMITS.photoBytes) throw photoTooLarge();
    // Where and when it was taken is nobody's business (个人信息保护法 art. 6).
    const picture = stripPhotoMetadata(bytes, contentType);
    if (picture === null) {
      throw new DomainError(
        'PHOTO_BROKEN',
        `第 ${index + 1} 张照片不完整，打不开。请删掉它，重新选择。`,
        'photos',
      );
    }
    await deps.storage.write(path, picture, contentType);
    photos.push({ id, path, contentType, bytes: picture.length });
  }
  return photos;
}

const photoTooLarge = () => new DomainError('FILE_TOO_LARGE', '照片超过 10 MB。请换一张小一些的。', 'photos');

const toOwnItem = (held: OwnReferral): OwnReferralItem => ({
  referralId: held.id,
  studentName: held.studentName,
  studentNo: held.studentNo,
  filedOn: held.filedOn,
  standing: held.standing,
  answeredOn: held.answeredOn,
});
