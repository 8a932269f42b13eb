import { entersCode, NO_CODE } from '../../behaviors/enters-code';
import { answerPlan } from '../../services/api';
import { type SeenPlan, toSeenPlan } from '../../views/plan';

/** For the student, who has no account: number and code show the plan, the student agrees or says what to change. */
Page({
  ...entersCode,

  data: {
    ...NO_CODE,
    seen: null as SeenPlan | null,
    isObjecting: false,
    done: '',
  },

  wish: '',

  async onLook() {
    if (this.isTyped()) await this.send('look', (seen) => this.setData({ seen }));
  },

  onAgree() {
    return this.send('agree', () => this.setData({ done: '已确认，谢谢。班主任会看到您同意了这份计划。' }));
  },

  onStartObjecting() {
    this.setData({ isObjecting: true, errors: {}, error: '' });
  },

  onWish({ detail }: WechatMiniprogram.Input) {
    this.wish = detail.value;
  },

  onObject() {
    return this.send('object', () =>
      this.setData({ done: '已告诉班主任。改好以后，会请您再确认一次新的计划。' }),
    );
  },

  async send(answer: 'look' | 'agree' | 'object', then: (seen: SeenPlan) => void) {
    const { code, studentNo, wish } = this;
    const seen = await this.ask(
      () => answerPlan(answer, { studentNo, planCode: code, wish }),
      this.data.seen === null ? { studentNo: 'studentNo', planCode: 'code' } : { wish: 'wish' },
    );
    if (seen) then(toSeenPlan(seen));
  },

  onBack() {
    if (this.data.isObjecting) this.setData({ isObjecting: false, errors: {}, error: '' });
    else this.setData({ seen: null, error: '' });
  },
});
