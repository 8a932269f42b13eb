import type { Input } from '#core/contract/index';
import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { openPaper } from '../../services/files';
import { choosePhotos, uploadPhoto } from '../../services/photos';
import { newId } from '../../services/platform';
import { canScan, scan } from '../../services/scan';
import { getMe } from '../../services/session';
import { sentenceOf } from '../../views/failure';
import { dateWord, type LetterPage, toLetterPage } from '../../views/letters';

type Step = Input<'letters.step'>['to'];

const FIELDS = [
  { name: 'name', label: '家长姓名', type: 'text' },
  { name: 'relation', label: '和学生的关系', type: 'text' },
  { name: 'address', label: '通信地址', type: 'text' },
  { name: 'postcode', label: '邮政编码', type: 'number' },
] as const;
type FieldName = (typeof FIELDS)[number]['name'] | 'mailNumber' | 'note';

const NO_TEXTS: Readonly<Record<FieldName, string>> = {
  name: '',
  relation: '',
  address: '',
  postcode: '',
  mailNumber: '',
  note: '',
};

/** One letter: whom it goes to, what it says, what became of it. Typed text lives outside `data`. */
Page({
  ...reads,
  ...asksAgainOnPull,

  data: {
    canScan: false,
    ...UNREAD,
    view: null as LetterPage | null,
    fields: [] as readonly { name: string; label: string; type: string; value: string }[],
    mailNumber: '',
    note: '',
    today: '',
    on: '',
    onWord: '',
    hasBar: false,
    done: '',
    error: '',
    isBusy: false,
  },

  letterId: '',
  caseId: '',
  texts: { ...NO_TEXTS },
  /** Of the step to come, and of the correction: the same whenever it is sent again. */
  stepId: '',
  correctionId: '',

  onLoad({ letterId = '' }: { letterId?: string }) {
    this.setData({ canScan: canScan() });
    this.letterId = letterId;
    void this.read();
  },

  async load() {
    const { today, activeRole } = await getMe();
    const letter = await call('letters.show', { letterId: this.letterId });
    const view = toLetterPage(letter);
    this.caseId = letter.caseId;
    this.texts = { ...NO_TEXTS, ...letter.addressee };
    this.stepId = newId();
    this.correctionId = newId();
    this.setData({
      state: 'content',
      view,
      fields: FIELDS.map((field) => ({ ...field, value: letter.addressee[field.name] })),
      mailNumber: '',
      note: '',
      today,
      on: today,
      onWord: dateWord(today, today),
      hasBar: letter.state !== 'withdrawn' && (activeRole === 'office' || view.can.approve),
      isBusy: false,
    });
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    this.texts[(currentTarget.dataset as { field: FieldName }).field] = detail.value;
  },

  /** A guardian on file into the boxes; it is saved as anything typed is. */
  onGuardian({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { index } = currentTarget.dataset as { index: number };
    const guardian = this.data.view?.guardians[index];
    if (!guardian) return;
    this.texts = { ...this.texts, ...guardian.addressee };
    this.setData({
      fields: FIELDS.map((field) => ({ ...field, value: guardian.addressee[field.name] })),
      done: '',
      error: '',
    });
  },

  onDate({ detail }: WechatMiniprogram.PickerChange) {
    const on = String(detail.value);
    this.setData({ on, onWord: dateWord(on, this.data.today) });
  },

  async onScan() {
    const scanned = await scan(['barCode', 'qrCode']);
    if (scanned === null) return;
    this.texts.mailNumber = scanned;
    this.setData({ mailNumber: scanned });
  },

  onSaveAddress() {
    const { name, relation, address, postcode } = this.texts;
    void this.act(async () => {
      const { problems } = await call('letters.address', {
        letterId: this.letterId,
        addressee: { name, relation, address, postcode },
      });
      return problems.length === 0 ? '已保存，可以请组长审核。' : '已保存，还有没填好的。';
    });
  },

  onApprove() {
    void this.act(async () => {
      const { approved, refused } = await call('papers.approve-letters', { letterIds: [this.letterId] });
      const [no] = refused;
      if (no) {
        this.setData({ error: no.because });
        return '';
      }
      return `已审核，编号 ${approved[0]?.number ?? ''}。`;
    });
  },

  onPrint() {
    this.print('letters');
  },

  onWord() {
    this.print('letters', 'docx');
  },

  onAddReceipt() {
    void this.act(async () => {
      const [photo] = await choosePhotos(1);
      if (!photo) return '';
      const photoId = await uploadPhoto(photo);
      await call('letters.receipt', { id: newId(), letterId: this.letterId, photoId });
      return '照片已附上，拍摄的时间和地点已去掉。';
    });
  },

  onReceipt({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { url } = currentTarget.dataset as { url: string };
    wx.previewImage({ current: url, urls: (this.data.view?.receipts ?? []).map((one) => one.url) });
  },

  onRemoveReceipt({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    wx.showModal({
      title: '删去这张照片？',
      confirmText: '删去',
      success: ({ confirm }) => {
        if (!confirm) return;
        void this.act(async () => {
          await call('letters.remove-receipt', { letterId: this.letterId, receiptId: id });
          return '已删去。';
        });
      },
    });
  },

  onEnvelope() {
    wx.showActionSheet({
      itemList: ['220 × 110 mm 信封', '开窗信封的地址页'],
      success: ({ tapIndex }) => this.print(tapIndex === 0 ? 'envelopes' : 'window'),
    });
  },

  print(paper: 'letters' | 'envelopes' | 'window', format: 'pdf' | 'docx' = 'pdf') {
    void this.act(async () => {
      const { file, refused } = await call('papers.letters', { letterIds: [this.letterId], paper, format });
      const [no] = refused;
      if (no) this.setData({ error: no.because });
      if (file) await openPaper(file);
      return '';
    });
  },

  onStep({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { to } = currentTarget.dataset as { to: Step };
    void this.step(to, this.data.on, this.texts.note);
  },

  onWithdraw() {
    wx.showModal({
      title: '撤回这封信？',
      editable: true,
      placeholderText: '撤回的理由',
      confirmText: '撤回',
      success: ({ confirm, content }) => {
        if (confirm) void this.step('withdrawn', this.data.today, content);
      },
    });
  },

  step(to: Step, on: string, note: string) {
    const { mailNumber } = this.texts;
    return this.act(async () => {
      await call('letters.step', {
        id: this.stepId,
        letterId: this.letterId,
        to,
        on,
        note,
        ...(to === 'posted' ? { mailNumber } : {}),
      });
      return SAID[to];
    });
  },

  onCorrect() {
    wx.showModal({
      title: '另发一封更正？',
      content: '新的信会写明更正哪一封；原来的信留在记录里。',
      confirmText: '拟更正',
      success: ({ confirm }) => {
        if (confirm) void this.correct();
      },
    });
  },

  async correct() {
    await this.act(async () => {
      await call('letters.draft', { id: this.correctionId, caseId: this.caseId, corrects: this.letterId });
      wx.redirectTo({ url: `/office/letter/letter?letterId=${this.correctionId}` });
      return '';
    });
  },

  /** What was typed stays where it is refused. */
  async act(work: () => Promise<string>) {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, error: '', done: '' });
    try {
      const done = await work();
      await this.read();
      this.setData({ done });
    } catch (error) {
      this.setData({ isBusy: false, error: sentenceOf(error) });
    }
  },
});

const SAID: Readonly<Record<Step, string>> = {
  posted: '已登记寄出。签收或退回后请再来登记。',
  delivered: '已登记签收，这封信办完了。',
  returned: '已登记退回。请核对地址后重新寄出。',
  withdrawn: '已撤回。需要时可以重新拟稿。',
};
