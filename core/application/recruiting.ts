import { DomainError } from '../domain/errors';
import {
  type APPLICATION_STEPS,
  type ApplicationStanding,
  type ApplicationStepKind,
  requireApplicationStep,
  selectionCriteria,
  standingOfApplication,
  USUAL_TRAINING,
  validateCall,
} from '../domain/recruiting';
import { termOn } from '../domain/term';
import { can, mayRole, notFound, requireAccess } from './access';
import { claimsOf } from './applicant-claims';
import { pageOf } from './paging';
import { readPolicy } from './policy-in-force';
import type { Actor, ApplicationRecord, VolunteerCall } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** Calls for volunteers (art. 6), newest first, with what became of the applications in reach. */
export const listCalls: UseCase<'recruiting.calls'> = async ({ cursor }, actor, deps) => {
  const calls = await deps.recruiting.calls();
  const applications = await deps.recruiting.applications();
  const { terms } = await deps.calendar.entries();
  const items = calls.map((call) => ({
    callId: call.id,
    term: call.term,
    title: call.title,
    asks: call.asks,
    closesOn: call.closesOn,
    isOpen: call.closesOn >= actor.today,
    counts: countByStanding(
      call,
      applications.filter(({ callId }) => callId === call.id),
    ),
  }));
  return {
    ...pageOf(items, cursor),
    usualTraining: USUAL_TRAINING,
    term: termOn(terms, actor.today) ?? '',
  };
};

const NONE: Readonly<Record<ApplicationStanding, number>> = {
  submitted: 0,
  declined: 0,
  withdrawn: 0,
  accepted: 0,
  trained: 0,
  registered: 0,
  activated: 0,
};

function countByStanding(call: VolunteerCall, applications: readonly ApplicationRecord[]) {
  const counts = { ...NONE };
  for (const { steps } of applications) counts[standingOfApplication(steps, call.training.length)] += 1;
  return counts;
}

/** Same id: same call. What it asks and trains in stays as it was answered to. */
export const openCall: UseCase<'recruiting.open'> = async (input, actor, deps) => {
  const { id, term, title, asks, training, closesOn } = input;
  const stored = (await deps.recruiting.calls()).find((call) => call.id === id);
  if (stored) return { callId: id };
  validateCall(input, actor.today, (await readPolicy(deps)).help);
  const isNew = await deps.recruiting.addCall(
    {
      id,
      term,
      title: title.trim(),
      asks: asks.trim(),
      training: training.map((item) => ({
        ...item,
        title: item.title.trim(),
        material: item.material.trim(),
      })),
      closesOn,
      madeBy: actor.personId,
      madeOn: actor.today,
    },
    deps.clock.now(),
  );
  if (isNew) {
    await deps.audit.record({
      action: 'recruiting.open',
      subject: { type: 'volunteer-call', id },
      detail: { term, closesOn },
    });
  }
  return { callId: id };
};

/** Who answered a call, of the students in reach. */
export const listApplicants: UseCase<'recruiting.applicants'> = async ({ callId, cursor }, _actor, deps) => {
  const call = await requireCall(callId, deps);
  const applications = await deps.recruiting.applications(callId);
  const { items, nextCursor } = pageOf(applications, cursor);
  return {
    title: call.title,
    asks: call.asks,
    closesOn: call.closesOn,
    items: items.map((application) => ({
      ...headOf(application, call),
      courses: application.courses.map(({ name }) => name),
    })),
    nextCursor,
  };
};

const headOf = ({ id, student, filedOn, steps }: ApplicationRecord, call: VolunteerCall) => ({
  applicationId: id,
  name: student.name,
  studentNo: student.studentNo,
  className: student.className,
  filedOn,
  standing: standingOfApplication(steps, call.training.length),
});

/** One applicant: what they say, what the grades say, and what has been done. */
export const showApplicant: UseCase<'recruiting.applicant'> = async ({ applicationId }, actor, deps) => {
  const held = await deps.recruiting.get(applicationId);
  requireAccess(actor, 'recruiting.applicant', held);
  const call = await requireCall(held.callId, deps);
  const claims = await claimsOf(held, deps);
  const standing = standingOfApplication(held.steps, call.training.length);
  return {
    ...headOf(held, call),
    callTitle: call.title,
    claims: claims.map(({ name, claimed, found }) => ({ name, claimed, found: found?.text ?? null })),
    free: held.free,
    campus: held.campus,
    contact: held.contact,
    why: held.why,
    criteria: await criteriaOf(held, deps),
    training: call.training.map((item, at) => {
      const done = held.steps.find((step) => step.kind === 'trained' && step.item === at);
      return { ...item, done: done ? { on: done.on, minutes: done.minutes ?? 0 } : null };
    }),
    steps: held.steps.map(({ kind, on, byName, reason, told }) => ({ kind, on, byName, reason, told })),
    can: {
      decide: standing === 'submitted' && can(actor, 'recruiting.decide', held),
      train: standing === 'accepted' && can(actor, 'recruiting.train', held),
      register: standing === 'trained' && mayRole(actor.role, 'recruiting.register'),
      activate: standing === 'registered' && mayRole(actor.role, 'recruiting.activate'),
    },
  };
};

/** What people look at before they choose. */
export async function criteriaOf(held: ApplicationRecord, deps: UseCaseDeps) {
  const claims = await claimsOf(held, deps);
  return selectionCriteria({
    isIdentified: (await deps.cases.ofStudent(held.student.id)).some(({ status }) => status !== 'closed'),
    claims: claims.map(({ name, claimed, found }) => ({ name, claimed, found: found?.text ?? null })),
    freePeriods: held.free.length,
  });
}

/** Accepted or declined, with the reason and what the applicant was told. */
export const decideApplication: UseCase<'recruiting.decide'> = async (input, actor, deps) => {
  const { outcome, reason, told } = input;
  const { held, call } = await lockedApplication(input.applicationId, 'recruiting.decide', actor, deps);
  if (isDone(held, input.id, outcome)) return changed(held.id, deps);
  requireApplicationStep(standingOfApplication(held.steps, call.training.length), outcome);
  if (outcome === 'accepted') {
    const obstacle = (await criteriaOf(held, deps)).find(({ isHard, isMet }) => isHard && !isMet);
    if (obstacle) throw new DomainError('NOT_ELIGIBLE', obstacle.sentence);
  } else if (reason.trim() === '' || told.trim() === '') {
    const field = reason.trim() === '' ? 'reason' : 'told';
    throw new DomainError('REASON_MISSING', '不录用请写明理由，和怎样告诉本人。', field);
  }
  return step(held, { ...input, kind: outcome, on: actor.today, item: null, minutes: null }, actor, deps);
};

/** One part of the training, on a day. */
export const trainVolunteer: UseCase<'recruiting.train'> = async (input, actor, deps) => {
  const { held, call } = await lockedApplication(input.applicationId, 'recruiting.train', actor, deps);
  if (!call.training[input.item]) throw notFound();
  if (held.steps.some(({ kind, item }) => kind === 'trained' && item === input.item)) {
    return changed(held.id, deps);
  }
  requireApplicationStep(standingOfApplication(held.steps, call.training.length), 'trained');
  const accepted = held.steps.find(({ kind }) => kind === 'accepted');
  if (input.on > actor.today || (accepted && input.on < accepted.on)) {
    throw new DomainError('TRAINED_ON', '培训日期应在录用之后，且不晚于今天。', 'on');
  }
  return step(held, { ...input, kind: 'trained', reason: '', told: '' }, actor, deps);
};

/** 登记备案: everything before it is on file. */
export const registerVolunteer: UseCase<'recruiting.register'> = async (input, actor, deps) => {
  const { held, call } = await lockedApplication(input.applicationId, 'recruiting.register', actor, deps);
  if (isDone(held, input.id, 'registered')) return changed(held.id, deps);
  requireApplicationStep(standingOfApplication(held.steps, call.training.length), 'registered');
  const record = { ...input, kind: 'registered' as const, on: actor.today, item: null, minutes: null };
  return step(held, { ...record, reason: input.note, told: '' }, actor, deps);
};

const isDone = ({ steps }: ApplicationRecord, id: string, kind: ApplicationStepKind): boolean =>
  steps.some((done) => done.id === id && done.kind === kind);

async function requireCall(callId: string, deps: UseCaseDeps): Promise<VolunteerCall> {
  const call = (await deps.recruiting.calls()).find(({ id }) => id === callId);
  if (!call) throw notFound();
  return call;
}

/** Absent and out of reach are refused alike. */
export async function lockedApplication(
  applicationId: string,
  action: 'recruiting.decide' | 'recruiting.train' | 'recruiting.register' | 'recruiting.activate',
  actor: Actor,
  deps: UseCaseDeps,
): Promise<{ readonly held: ApplicationRecord; readonly call: VolunteerCall }> {
  await deps.recruiting.lock(applicationId);
  const held = await deps.recruiting.get(applicationId);
  requireAccess(actor, action, held);
  return { held, call: await requireCall(held.callId, deps) };
}

/** Writes a step and says where the application stands then. */
export async function step(
  held: ApplicationRecord,
  done: {
    readonly id: string;
    readonly kind: Exclude<ApplicationStepKind, 'withdrawn'>;
    readonly on: string;
    readonly item: number | null;
    readonly minutes: number | null;
    readonly reason: string;
    readonly told: string;
  },
  actor: Actor,
  deps: UseCaseDeps,
) {
  const { id, kind, on, item, minutes, reason, told } = done;
  const isNew = await deps.recruiting.addStep({
    id,
    applicationId: held.id,
    kind,
    on,
    item,
    minutes,
    reason: reason.trim(),
    told: told.trim(),
    at: deps.clock.now(),
    by: actor.personId,
  });
  if (!isNew) throw new DomainError('CONFLICT', '这一步刚刚由别人登记过。请刷新后查看。');
  await deps.audit.record({
    action: ACTION_OF[kind],
    subject: { type: 'volunteer-application', id: held.id },
    student: held.student.id,
    detail: { kind, on },
  });
  return changed(held.id, deps);
}

const ACTION_OF = {
  accepted: 'recruiting.decide',
  declined: 'recruiting.decide',
  trained: 'recruiting.train',
  registered: 'recruiting.register',
  activated: 'recruiting.activate',
} as const satisfies Record<Exclude<(typeof APPLICATION_STEPS)[number], 'withdrawn'>, string>;

export async function changed(applicationId: string, deps: UseCaseDeps) {
  const after = await deps.recruiting.get(applicationId);
  if (!after) throw notFound();
  const call = await requireCall(after.callId, deps);
  return { applicationId, standing: standingOfApplication(after.steps, call.training.length) };
}
