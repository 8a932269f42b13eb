import { WORDING_LABELS, WORDING_PARTS, type WordingPart } from '#core/domain/letter-wording';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { fieldOf, sentenceOf, toFailure } from '../../views/failure';
import { sayDate } from '../../views/when';

/** The department's own words of the letter; approved ones keep theirs. */
Page({
  data: {
    state: 'loading',
    failureTitle: '',
    failureMessage: '',
    failureAction: 'retry',
    intro: '',
    parts: [] as readonly { name: WordingPart; label: string; value: string }[],
    canSave: false,
    done: '',
    error: '',
    errorPart: '',
    isBusy: false,
  },

  texts: {} as Record<WordingPart, string>,
  saveId: '',

  onLoad() {
    void this.read();
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.read();
  },

  async read() {
    try {
      const { activeRole, today } = await getMe();
      const { wording, fields, saved } = await call('letters.wording', {});
      this.texts = { ...wording };
      this.saveId = newId();
      const by = saved ? `${saved.byName} ${sayDate(saved.on, today)}保存。` : '这是系统自带的措辞。';
      this.setData({
        state: 'content',
        intro: `${by}花括号里的内容会换成每位学生自己的：${fields.map((field) => `{${field}}`).join(' ')}。换一行就是新的一段。已审核的信不变。`,
        parts: WORDING_PARTS.map((name) => ({ name, label: WORDING_LABELS[name], value: wording[name] })),
        canSave: activeRole === 'office',
      });
    } catch (error) {
      this.setData({ state: 'error', ...toFailure(error) });
    }
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    this.texts[(currentTarget.dataset as { part: WordingPart }).part] = detail.value;
  },

  async onSave() {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, error: '', errorPart: '', done: '' });
    try {
      await call('letters.save-wording', { id: this.saveId, wording: { ...this.texts } });
      await this.read();
      this.setData({ isBusy: false, done: '已保存。还没有审核的信会用新的措辞。' });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error), errorPart: fieldOf(error) });
    }
  },
});
