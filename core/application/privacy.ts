import type { ConsentWord, PrivacyStanding } from '../contract/outputs/privacy';
import { DomainError } from '../domain/errors';
import { PRIVACY_GUIDE } from '../domain/privacy-guide';
import type { Actor, Consent } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** Whether I agree to the guide in force, and to what is asked apart from it. */
export const showPrivacy: UseCase<'privacy.show'> = (_input, actor, deps) => standingOf(actor, deps);

/**
 * My word: kept with the version and the day, never overwritten. The same id twice counts once.
 * Taking it back holds from the next call on.
 */
export const answerPrivacy: UseCase<'privacy.answer'> = async (
  { id, kind, version, answer },
  actor,
  deps,
) => {
  if (version !== PRIVACY_GUIDE.version) {
    throw new DomainError('GUIDE_CHANGED', '隐私说明已经更新。请重新打开这一页，看过新的一版再答复。');
  }
  if (kind === 'contact' && actor.role !== 'volunteer') {
    throw new DomainError('INVALID_INPUT', '这一项只问学业帮扶志愿者。', 'kind');
  }
  if (answer === 'withdrawn') {
    const held = (await deps.consents.latest(actor.personId))[kind];
    if (held?.answer !== 'given' && held?.id !== id) {
      throw new DomainError('NOT_GIVEN', '您现在没有同意过，不需要撤回。');
    }
  }
  const isNew = await deps.consents.add({ id, kind, version, answer, on: actor.today });
  if (isNew) {
    await deps.audit.record({
      action: 'privacy.answer',
      subject: { type: 'consent', id },
      detail: { kind, version, answer },
    });
  }
  return standingOf(actor, deps);
};

async function standingOf(actor: Actor, deps: UseCaseDeps): Promise<PrivacyStanding> {
  const { guide, contact } = await deps.consents.latest(actor.personId);
  const { version } = PRIVACY_GUIDE;
  return {
    version,
    guide: toWord(guide),
    isAgreed: guide?.answer === 'given' && guide.version === version,
    contact:
      actor.role === 'volunteer' ? { word: toWord(contact), isGiven: contact?.answer === 'given' } : null,
  };
}

const toWord = (consent: Consent | undefined): ConsentWord | null =>
  consent ? { version: consent.version, answer: consent.answer, on: consent.on } : null;
