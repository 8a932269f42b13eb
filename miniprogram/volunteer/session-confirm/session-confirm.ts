import { decoded, readHelpQr } from '#core/domain/scanned-code';
import { entersCode, NO_CODE } from '../../behaviors/enters-code';
import { answerHelp, sayHelpFeedback } from '../../services/api';
import { canScan, scan } from '../../services/scan';
import { HELPFUL_CHOICES, toSeen } from '../../views/help';

type Seen = ReturnType<typeof toSeen>;

/** For the student, who has no account: number and code show one session, one tap says whether it is true. */
Page({
  ...entersCode,

  data: {
    ...NO_CODE,
    seen: null as Seen | null,
    canScan: false,
    scannedCode: '',
    done: '',
    helpfuls: HELPFUL_CHOICES,
    helpful: [] as readonly string[],
    /** The feedback arrived, or was left out. */
    isOver: false,
  },

  wish: '',

  /** @param q the link of the scanned code, as WeChat hands it on */
  onLoad({ q = '' }: { q?: string }) {
    this.setData({ canScan: canScan() });
    if (q !== '') this.take(decoded(q));
  },

  async onScan() {
    const scanned = await scan(['qrCode']);
    if (scanned !== null) this.take(scanned);
  },

  take(scanned: string) {
    const code = readHelpQr(scanned);
    if (code === null) {
      this.setData({ 'errors.code': '这不是志愿者手机上的确认码。请再扫一次，或填写六位数字。' });
      return;
    }
    this.code = code;
    this.setData({ scannedCode: code, 'errors.code': '' });
  },

  async onLook() {
    if (this.isTyped()) await this.send('look', (seen) => this.setData({ seen }));
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
    const [helpful] = this.data.helpful;
    if (helpful === undefined) {
      this.setData({ 'errors.helpful': '请点一下这次有没有帮助。' });
      return;
    }
    const { studentNo, wish } = this;
    const kept = await this.ask(() => sayHelpFeedback({ studentNo, helpful, wish }), {
      helpful: 'helpful',
      wish: 'wish',
    });
    if (kept) this.setData({ isOver: true, done: '谢谢，已告诉辅导员。志愿者看不到您写的。' });
  },

  async send(answer: 'look' | 'confirm' | 'object', then: (seen: Seen) => void) {
    const { studentNo, code } = this;
    const seen = await this.ask(
      () => answerHelp(answer, { studentNo, helpCode: code }),
      this.data.seen === null ? { studentNo: 'studentNo', helpCode: 'code' } : {},
    );
    if (seen) then(toSeen(seen));
  },

  onBack() {
    this.setData({ seen: null, error: '' });
  },
});
