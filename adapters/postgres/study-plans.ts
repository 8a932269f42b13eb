import type { AgreementRow, PlanReview, PlanVersion, StudyPlanRepository } from '#core/application/ports';
import { type Context, insertRows } from './context';
import { isRepeat } from './repeats';

/** Plans, agreements, reviews and advice; all only ever added to. */
export const studyPlanRepository = (context: Context): StudyPlanRepository => {
  const { tx, actor } = context;
  const department_id = actor.departmentId;
  return {
    async ofStudent(studentId) {
      return {
        versions: await versionsOf(studentId, context),
        reviews: await reviewsOf(studentId, context),
        advices: await advicesOf(studentId, context),
      };
    },
    async add(plan) {
      const sealer = await context.sealed.toSeal();
      const written = await insertRows(
        context,
        'study_plan',
        [
          {
            department_id,
            id: plan.id,
            case_id: plan.caseId,
            student_id: plan.studentId,
            ordinal: plan.ordinal,
            reason: sealer.seal('study_plan', 'reason', plan.id, plan.reason),
            goal: sealer.seal('study_plan', 'goal', plan.id, plan.goal),
            lines: JSON.parse(JSON.stringify(plan.lines)),
            steps: JSON.parse(JSON.stringify(plan.steps)),
            content_hash: plan.contentHash,
            author_id: plan.authorId,
            author_role: 'adviser',
            made_on: plan.madeOn,
            made_at: plan.madeAt,
          },
        ],
        'on conflict do nothing',
      );
      return (
        written === 1 ||
        isRepeat(
          context,
          { table: 'study_plan', id: plan.id, author: 'author_id', authorId: plan.authorId },
          NEWER_VERSION,
        )
      );
    },
    async addAgreement(agreement) {
      const written = await insertRows(
        context,
        'plan_agreement',
        [{ department_id, ...agreementColumns(agreement) }],
        'on conflict do nothing',
      );
      return written === 1;
    },
    async keepCode(planId, codeHash, goal, now, until) {
      const [row] = await tx.query<{ issued: boolean }>(
        'select xueye.issue_plan_code($1, $2, $3, $4, $5) as issued',
        [planId, codeHash, goal, now, until],
      );
      return row?.issued ?? false;
    },
    async addReview(review) {
      const sealer = await context.sealed.toSeal();
      const written = await insertRows(
        context,
        'plan_review',
        [
          {
            department_id,
            id: review.id,
            plan_id: review.planId,
            student_id: review.studentId,
            held_on: review.heldOn,
            progress: JSON.parse(JSON.stringify(review.progress)),
            note: sealer.seal('plan_review', 'note', review.id, review.note),
            next: sealer.seal('plan_review', 'next', review.id, review.next),
            author_id: review.authorId,
            author_role: 'adviser',
            filed_on: review.filedOn,
            filed_at: review.filedAt,
          },
        ],
        'on conflict (department_id, id) do nothing',
      );
      return (
        written === 1 ||
        isRepeat(
          context,
          { table: 'plan_review', id: review.id, author: 'author_id', authorId: review.authorId },
          NEWER_VERSION,
        )
      );
    },
    async addAdvice(advice) {
      const sealer = await context.sealed.toSeal();
      const written = await insertRows(
        context,
        'course_advice',
        [
          {
            department_id,
            id: advice.id,
            case_id: advice.caseId,
            student_id: advice.studentId,
            held_on: advice.heldOn,
            advice: sealer.seal('course_advice', 'advice', advice.id, advice.advice),
            author_id: advice.authorId,
            author_role: 'adviser',
            filed_on: advice.filedOn,
            filed_at: advice.filedAt,
          },
        ],
        'on conflict (department_id, id) do nothing',
      );
      return (
        written === 1 ||
        isRepeat(
          context,
          { table: 'course_advice', id: advice.id, author: 'author_id', authorId: advice.authorId },
          NEWER_VERSION,
        )
      );
    },
    async nextOfferings(codes, from) {
      if (codes.length === 0) return new Map();
      const rows = await tx.query<{ course_code: string; term: string }>(
        `select * from xueye.next_offerings(array(select jsonb_array_elements_text($1::jsonb)), $2)`,
        [JSON.stringify(codes), from],
      );
      return new Map(rows.map(({ course_code, term }) => [course_code, term]));
    },
  };
};

const agreementColumns = (agreement: AgreementRow) => ({
  id: agreement.id,
  plan_id: agreement.planId,
  student_id: agreement.studentId,
  way: 'signature' as const,
  content_hash: agreement.contentHash,
  path: agreement.path,
  file_hash: agreement.fileHash,
  witness_id: agreement.witnessId,
  agreed_on: agreement.agreedOn,
  agreed_at: agreement.agreedAt,
});

const NEWER_VERSION = '这份计划刚刚有了更新的版本。请刷新后再改。';

async function versionsOf(
  studentId: string,
  { db, actor, sealed }: Context,
): Promise<readonly PlanVersion[]> {
  const rows = await db
    .selectFrom('study_plan')
    .innerJoin('person', (join) =>
      join
        .onRef('person.department_id', '=', 'study_plan.department_id')
        .onRef('person.id', '=', 'study_plan.author_id'),
    )
    .leftJoin('plan_agreement', (join) =>
      join
        .onRef('plan_agreement.department_id', '=', 'study_plan.department_id')
        .onRef('plan_agreement.plan_id', '=', 'study_plan.id'),
    )
    .where('study_plan.department_id', '=', actor.departmentId)
    .where('study_plan.student_id', '=', studentId)
    .select([
      'study_plan.id as id',
      'study_plan.case_id as caseId',
      'study_plan.student_id as studentId',
      'study_plan.ordinal as ordinal',
      'study_plan.reason as reason',
      'study_plan.goal as goal',
      'study_plan.lines as lines',
      'study_plan.steps as steps',
      'study_plan.content_hash as contentHash',
      'study_plan.author_id as authorId',
      'study_plan.made_on as madeOn',
      'study_plan.made_at as madeAt',
      'person.name as authorName',
      'plan_agreement.id as agreementId',
      'plan_agreement.way as way',
      'plan_agreement.path as path',
      'plan_agreement.agreed_on as agreedOn',
    ])
    .orderBy('study_plan.made_at')
    .orderBy('study_plan.ordinal')
    .execute();
  const objections = await db
    .selectFrom('plan_objection')
    .where('department_id', '=', actor.departmentId)
    .where('student_id', '=', studentId)
    .select(['plan_id as planId', 'id', 'wish', 'said_on as saidOn'])
    .orderBy('said_at')
    .orderBy('id')
    .execute();
  const opener = await sealed.toOpen();
  return rows.map(({ agreementId, agreedOn, path, way, lines, steps, ...row }) => ({
    ...row,
    reason: opener.open('study_plan', 'reason', row.id, row.reason),
    goal: opener.open('study_plan', 'goal', row.id, row.goal),
    lines: lines as unknown as PlanVersion['lines'],
    steps: steps as unknown as PlanVersion['steps'],
    agreement:
      agreementId === null || way === null || agreedOn === null
        ? null
        : { id: agreementId, way, path, agreedOn },
    objections: objections
      .filter(({ planId }) => planId === row.id)
      .map(({ id, wish, saidOn }) => ({ id, wish, saidOn })),
  }));
}

async function reviewsOf(studentId: string, { db, actor, sealed }: Context) {
  const rows = await db
    .selectFrom('plan_review')
    .innerJoin('study_plan', (join) =>
      join
        .onRef('study_plan.department_id', '=', 'plan_review.department_id')
        .onRef('study_plan.id', '=', 'plan_review.plan_id'),
    )
    .innerJoin('person', (join) =>
      join
        .onRef('person.department_id', '=', 'plan_review.department_id')
        .onRef('person.id', '=', 'plan_review.author_id'),
    )
    .where('plan_review.department_id', '=', actor.departmentId)
    .where('plan_review.student_id', '=', studentId)
    .select([
      'plan_review.id as id',
      'plan_review.plan_id as planId',
      'study_plan.case_id as caseId',
      'plan_review.student_id as studentId',
      'plan_review.held_on as heldOn',
      'plan_review.progress as progress',
      'plan_review.note as note',
      'plan_review.next as next',
      'plan_review.author_id as authorId',
      'plan_review.filed_on as filedOn',
      'plan_review.filed_at as filedAt',
      'person.name as authorName',
    ])
    .orderBy('plan_review.held_on', 'desc')
    .orderBy('plan_review.filed_at', 'desc')
    .orderBy('plan_review.id', 'desc')
    .execute();
  const opener = await sealed.toOpen();
  return rows.map((row) => ({
    ...row,
    note: opener.open('plan_review', 'note', row.id, row.note),
    next: opener.open('plan_review', 'next', row.id, row.next),
    progress: row.progress as unknown as PlanReview['progress'],
  }));
}

async function advicesOf(studentId: string, { db, actor, sealed }: Context) {
  const rows = await db
    .selectFrom('course_advice')
    .innerJoin('person', (join) =>
      join
        .onRef('person.department_id', '=', 'course_advice.department_id')
        .onRef('person.id', '=', 'course_advice.author_id'),
    )
    .where('course_advice.department_id', '=', actor.departmentId)
    .where('course_advice.student_id', '=', studentId)
    .select([
      'course_advice.id as id',
      'course_advice.case_id as caseId',
      'course_advice.student_id as studentId',
      'course_advice.held_on as heldOn',
      'course_advice.advice as advice',
      'course_advice.author_id as authorId',
      'course_advice.filed_on as filedOn',
      'course_advice.filed_at as filedAt',
      'person.name as authorName',
    ])
    .orderBy('course_advice.held_on', 'desc')
    .orderBy('course_advice.id', 'desc')
    .execute();
  const opener = await sealed.toOpen();
  return rows.map((row) => ({
    ...row,
    advice: opener.open('course_advice', 'advice', row.id, row.advice),
  }));
}
