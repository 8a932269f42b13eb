import { answerHelp, sayHelpFeedback } from '../../services/api';
import { fieldOf, sentenceOf } from '../../views/failure';
import { HELPFUL_CHOICES, toSeen } from '../../views/help';

type Seen = ReturnType<typeof toSeen>;

/** For the student, who has no account: number and code show one session, one tap says whether it is true. */
Page({
  data: {
    seen: null as Seen | null,
    done: '',
    helpfuls: HELPFUL_CHOICES,
    helpful: [] as readonly string[],
    /** The feedback arrived, or was left out. */
    isOver: false,
    errors: {} as Record<string, string>,
    error: '',
    isBusy: false,
  },

  studentNo: '',
  helpCode: '',
  wish: '',

  onNo({ detail }: WechatMiniprogram.Input) {
    this.studentNo = detail.value.trim();
  },

  onCode({ detail }: WechatMiniprogram.Input) {
    this.helpCode = detail.value.trim();
  },

  async onLook() {
    if (this.data.isBusy) return;
    if (this.studentNo === '' || this.helpCode === '') {
      const errors: Record<string, string> =
        this.studentNo === '' ? { studentNo: '请填写您的学号。' } : { helpCode: '请填写六位确认码。' };
      this.setData({ errors });
      return;
    }
    await this.send('look', (seen) => this.setData({ seen }));
  },

  onConfirm() {
    return this.send('confirm', () => this.setData({ done: '已确认，谢谢。这次帮扶计入志愿者的时数。' }));
  },

  onObject() {
    wx.showModal({
      title: '说这次帮扶不属实？',
      content: '不会计入时数，辅导员会看到。',
      confirmText: '不属实',
      success: ({ confirm }) => {
        if (confirm) {
          void this.send('object', () => this.setData({ done: '已记下：不属实。辅导员会看到。' }));
        }
      },
    });
  },

  onHelpful({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ helpful: detail.chosen, 'errors.helpful': '' });
  },

  onWish({ detail }: WechatMiniprogram.Input) {
    this.wish = detail.value;
  },

  onSkip() {
    this.setData({ isOver: true, error: '' });
  },

  async onFeedback() {
    if (this.data.isBusy) return;
    const [helpful] = this.data.helpful;
    if (helpful === undefined) {
      this.setData({ 'errors.helpful': '请点一下这次有没有帮助。' });
      return;
    }
    this.setData({ isBusy: true, errors: {}, error: '' });
    try {
      const { studentNo, wish } = this;
      await sayHelpFeedback({ studentNo, helpful, wish });
      this.setData({ isBusy: false, isOver: true, done: '谢谢，已告诉辅导员。志愿者看不到您写的。' });
    } catch (error) {
      const field = fieldOf(error);
      const message = sentenceOf(error);
      const isOnForm = field === 'helpful' || field === 'wish';
      this.setData({ isBusy: false, ...(isOnForm ? { errors: { [field]: message } } : { error: message }) });
    }
  },

  async send(answer: 'look' | 'confirm' | 'object', then: (seen: Seen) => void) {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, errors: {}, error: '' });
    try {
      const { studentNo, helpCode } = this;
      const seen = await answerHelp(answer, { studentNo, helpCode });
      this.setData({ isBusy: false });
      then(toSeen(seen));
    } catch (error) {
      const field = fieldOf(error);
      const message = sentenceOf(error);
      const isOnForm = field !== '' && this.data.seen === null;
      this.setData({ isBusy: false, ...(isOnForm ? { errors: { [field]: message } } : { error: message }) });
    }
  },

  onBack() {
    this.setData({ seen: null, error: '' });
  },
});
