import { fieldOf, sentenceOf } from '../views/failure';

interface Page {
  readonly data: { readonly isBusy: boolean };
  setData(change: object): void;
  studentNo: string;
  code: string;
}

/** Of `data`, on a page where a student without an account types 学号 and six digits. */
export const NO_CODE = { errors: {} as Record<string, string>, error: '', isBusy: false };

/** What was typed lives outside `data`. */
export const entersCode = {
  studentNo: '',
  code: '',

  onNo(this: Page, { detail }: WechatMiniprogram.Input) {
    this.studentNo = detail.value.trim();
  },

  onCode(this: Page, { detail }: WechatMiniprogram.Input) {
    this.code = detail.value.trim();
  },

  /** Says under the field what is missing. @returns whether nothing is */
  isTyped(this: Page): boolean {
    if (this.studentNo !== '' && this.code !== '') return true;
    const errors: Record<string, string> =
      this.studentNo === '' ? { studentNo: '请填写您的学号。' } : { code: '请填写六位确认码。' };
    this.setData({ errors });
    return false;
  },

  /**
   * One call at a time.
   *
   * @param fields under which a refusal is said, by the server's names; elsewhere it stands above the button
   */
  async ask<T>(
    this: Page,
    call: () => Promise<T>,
    fields: Readonly<Record<string, string>>,
  ): Promise<T | null> {
    if (this.data.isBusy) return null;
    this.setData({ isBusy: true, errors: {}, error: '' });
    try {
      const answer = await call();
      this.setData({ isBusy: false });
      return answer;
    } catch (error) {
      const field = fields[fieldOf(error)];
      const message = sentenceOf(error);
      this.setData({
        isBusy: false,
        ...(field === undefined ? { error: message } : { errors: { [field]: message } }),
      });
      return null;
    }
  },
};
