import { checkCertificate } from '../../services/api';
import { toCertificateSeen } from '../../views/certificates';
import { sentenceOf } from '../../views/failure';

type Seen = ReturnType<typeof toCertificateSeen>;

/** For whoever holds the paper, without an account: the code tells what the paper says and whether it stands. */
Page({
  data: {
    seen: null as Seen | null,
    error: '',
    isBusy: false,
  },

  checkCode: '',

  onCode({ detail }: WechatMiniprogram.Input) {
    this.checkCode = detail.value.trim();
  },

  async onCheck() {
    if (this.data.isBusy) return;
    if (this.checkCode === '') {
      this.setData({ error: '请填写纸上的查验码。' });
      return;
    }
    this.setData({ isBusy: true, error: '' });
    try {
      const seen = toCertificateSeen(await checkCertificate(this.checkCode));
      this.setData({ isBusy: false, seen });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  onAgain() {
    this.checkCode = '';
    this.setData({ seen: null, error: '' });
  },
});
