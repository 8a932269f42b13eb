import type { ArchiveExport } from '../contract/archive-export';
import { isSensitiveCause } from '../domain/cause-factor';
import { disciplineIn } from './evidence-sources';
import { inForceOf } from './guardians';
import type { CaseWithFacts, TalkWithNames } from './ports';
import type { UseCaseDeps } from './use-case';

type Sensitive = NonNullable<ArchiveExport['sensitive']>;

/** All that an archive leaves out by default (reading §1); only for the export that is asked for by that name. */
export async function readSensitiveExport(
  studentId: string,
  cases: readonly CaseWithFacts[],
  deps: UseCaseDeps,
): Promise<Sensitive> {
  const held = await deps.roster.sensitive(studentId);
  const decisions = cases.flatMap((one) => one.decisions);
  const discipline = new Map<string, Sensitive['discipline'][number]>();
  for (const { proposalId } of cases) {
    const evidence = (await deps.screenings.proposal(proposalId))?.result.evidence ?? [];
    for (const fact of disciplineIn(evidence)) discipline.set(`${fact.file}:${fact.row}`, { ...fact });
  }
  return {
    family: held?.family ?? null,
    contact: held?.contact ?? null,
    guardiansAsImported: held?.guardians ?? null,
    guardians: inForceOf(await deps.guardians.entries(studentId)).map(
      ({ name, relation, phone, address, source, enteredOn, enteredByName }) => ({
        name,
        relation,
        phone,
        address,
        source,
        enteredOn,
        enteredBy: enteredByName,
      }),
    ),
    causes: [...new Set(decisions.flatMap(({ causes }) => causes.filter(isSensitiveCause)))],
    causeNotes: decisions.flatMap(({ causeNote }) => (causeNote === '' ? [] : [causeNote])),
    discipline: [...discipline.values()],
    talks: (await deps.talks.ofStudent(studentId)).map(talkOf),
    calls: (await deps.guardians.calls(studentId)).map(
      ({ calledOn, phone, reached, who, told, answer, next, authorName }) => ({
        on: calledOn,
        phone,
        reached,
        who,
        told,
        answer,
        next,
        by: authorName,
      }),
    ),
    referrals: (await deps.referrals.ofStudent(studentId)).map(
      ({ filedOn, referrerName, causes, causeNote, seen }) => ({
        on: filedOn,
        by: referrerName,
        causes: [...causes],
        causeNote,
        seen,
      }),
    ),
  };
}

const talkOf = (talk: TalkWithNames): Sensitive['talks'][number] => ({
  heldOn: talk.heldOn,
  filedOn: talk.filedOn,
  mode: talk.mode,
  attended: talk.attended,
  place: talk.place,
  minutes: talk.duration,
  by: talk.authorName,
  byRole: talk.authorRole,
  with: talk.jointPersonName,
  family: talk.family,
  contact: talk.contact,
  problems: talk.problems,
  assessment: talk.assessment,
  parentsContacted: talk.parentsContacted,
  needsAttention: talk.needsAttention,
  psychologicalReferral: talk.psychologicalReferral,
  photos: talk.photos.map(({ contentType, bytes }) => ({ contentType, bytes })),
  supplements: talk.supplements.map(({ heldOn, filedOn, authorName, text }) => ({
    heldOn,
    filedOn,
    by: authorName,
    text,
  })),
});
