import { describe, expect, it } from 'vitest';
import type { PrivacyStanding } from '#core/contract/index';
import { PRIVACY_APIS, PRIVACY_GUIDE } from '#core/domain/privacy-guide';
import { toPrivacyView } from '../../../miniprogram/views/privacy';

const standing = (fields: Partial<PrivacyStanding>): PrivacyStanding => ({
  version: '2',
  guide: null,
  isAgreed: false,
  contact: null,
  ...fields,
});
const word = (answer: 'given' | 'refused' | 'withdrawn', version = '2') => ({
  answer,
  version,
  on: '2026-09-14',
});

describe('the privacy page', () => {
  it.each([
    [null, false, ''],
    [word('given'), true, '同意了这一版'],
    [word('given', '1'), false, '有更新'],
    [word('refused'), false, '选择了不同意'],
    [word('withdrawn'), false, '撤回了同意'],
  ])('says where the person stands: %j', (guide, isAgreed, sentence) => {
    const view = toPrivacyView(standing({ guide, isAgreed }));
    expect(view.standing).toContain(sentence);
    expect(view.standing === '').toBe(sentence === '');
    expect(view.hasRefused).toBe(guide !== null && guide.answer !== 'given');
  });

  it('says of the number what each answer means', () => {
    const effect = (isGiven: boolean) =>
      toPrivacyView(standing({ contact: { word: null, isGiven } })).contact?.effect;
    expect(effect(true)).toContain('能看到');
    expect(effect(false)).toContain('看不到');
  });

  it('names in the guide each interface that asks for something of the phone', () => {
    const text = PRIVACY_GUIDE.sections.flatMap(({ lines }) => lines).join('');
    for (const { information, purpose } of PRIVACY_APIS) {
      expect(text).toContain(information);
      expect(text).toContain(purpose);
    }
  });
});
