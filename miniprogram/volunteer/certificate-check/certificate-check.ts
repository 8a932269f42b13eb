import { decoded, readCertificateQr } from '#core/domain/scanned-code';
import { checkCertificate } from '../../services/api';
import { canScan, scan } from '../../services/scan';
import { toCertificateSeen } from '../../views/certificates';
import { sentenceOf } from '../../views/failure';

type Seen = ReturnType<typeof toCertificateSeen>;

/** For whoever holds the paper, without an account: the code tells what the paper says and whether it stands. */
Page({
  data: {
    seen: null as Seen | null,
    typed: '',
    canScan: false,
    /** The scanned code's number is not that of the certificate. */
    mismatch: '',
    error: '',
    isBusy: false,
  },

  checkCode: '',
  /** Of the scanned code; "": it was typed. */
  number: '',

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
    const found = readCertificateQr(scanned);
    if (!found) {
      this.setData({ error: '这不是时数证明上的二维码。请扫纸上查验码旁边的那个，或填写查验码。' });
      return;
    }
    this.checkCode = found.checkCode;
    this.number = found.number;
    this.setData({ typed: found.checkCode });
    void this.onCheck();
  },

  onCode({ detail }: WechatMiniprogram.Input) {
    this.checkCode = detail.value.trim();
    this.number = '';
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
      const { number } = this;
      this.setData({
        isBusy: false,
        seen,
        mismatch:
          number === '' || number === seen.number
            ? ''
            : `二维码上写的编号是“${number}”，和查到的不一致：这张纸可能被改过。`,
      });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },

  onAgain() {
    this.checkCode = '';
    this.number = '';
    this.setData({ seen: null, typed: '', mismatch: '', error: '' });
  },
});
