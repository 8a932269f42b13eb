import type { ApplicantStore, NamedCourse, OpenCall } from '#core/application/ports';
import type { TrainingItem } from '#core/domain/recruiting';

type LookUp = <R extends object>(
  text: string,
  parameters: readonly unknown[],
  phone?: string,
) => Promise<readonly R[]>;

interface CallRow {
  readonly call_id: string;
  readonly department_name: string;
  readonly term: string;
  readonly title: string;
  readonly asks: string;
  readonly training: readonly TrainingItem[];
  readonly closes_on: string;
  readonly application_id: string | null;
  readonly student_name: string | null;
  readonly courses: readonly NamedCourse[] | null;
  readonly free_periods: readonly string[] | null;
  readonly campus: string | null;
  readonly contact: string | null;
  readonly why: string | null;
  readonly steps: NonNullable<OpenCall['own']>['steps'];
}

/** Calls of three functions: who is nobody in the database may do no more than this. */
export const applicantStore = (lookUp: LookUp): ApplicantStore => ({
  async openCalls({ provider, subject, today }) {
    const rows = await lookUp<CallRow>('select * from xueye.open_calls($1, $2, $3)', [
      provider,
      subject,
      today,
    ]);
    return rows.map(toOpenCall);
  },
  async sendApplication(sent) {
    const [row] = await lookUp<{ outcome: Awaited<ReturnType<ApplicantStore['sendApplication']>> }>(
      `select xueye.apply_as_volunteer($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $11, $12, $13)
         as outcome`,
      [
        sent.provider,
        sent.subject,
        isUuid(sent.callId) ? sent.callId : null,
        sent.studentNo,
        sent.name,
        sent.applicationId,
        JSON.stringify(sent.courses),
        JSON.stringify(sent.free),
        sent.campus,
        sent.contact,
        sent.why,
        sent.at,
        sent.today,
      ],
      sent.provider === 'wechat' ? sent.subject : '',
    );
    if (!row) throw new Error('apply_as_volunteer answered nothing');
    return row.outcome;
  },
  async withdrawApplication({ provider, subject, applicationId, stepId, at, today }) {
    const [row] = await lookUp<{ withdrawn: boolean }>(
      'select xueye.withdraw_application($1, $2, $3, $4, $5, $6) as withdrawn',
      [provider, subject, isUuid(applicationId) ? applicationId : null, stepId, at, today],
    );
    return row?.withdrawn ?? false;
  },
});

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

const toOpenCall = (row: CallRow): OpenCall => ({
  callId: row.call_id,
  departmentName: row.department_name,
  term: row.term,
  title: row.title,
  asks: row.asks,
  training: row.training,
  closesOn: row.closes_on,
  own:
    row.application_id === null
      ? null
      : {
          applicationId: row.application_id,
          studentName: row.student_name ?? '',
          courses: row.courses ?? [],
          free: row.free_periods ?? [],
          campus: row.campus ?? '',
          contact: row.contact ?? '',
          why: row.why ?? '',
          steps: row.steps,
        },
});
