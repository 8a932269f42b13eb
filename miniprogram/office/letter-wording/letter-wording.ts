import { WORDING_LABELS, WORDING_PARTS, type WordingPart } from '#core/domain/letter-wording';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { chooseDocument, openPaper, uploadTemplate } from '../../services/files';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { fieldOf, sentenceOf } from '../../views/failure';
import { NO_TEMPLATE, type TemplateCard, toTemplateCard } from '../../views/letter-template';
import { sayDate } from '../../views/when';

/** The department's own words of the letter; approved ones keep theirs. */
Page({
  ...reads,

  data: {
    ...UNREAD,
    intro: '',
    parts: [] as readonly { name: WordingPart; label: string; value: string }[],
    canSave: false,
    template: NO_TEMPLATE,
    templateDone: '',
    templateError: '',
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

  async load() {
    const { activeRole, today } = await getMe();
    const [{ wording, fields, saved }, template] = await Promise.all([
      call('letters.wording', {}),
      this.readTemplate(),
    ]);
    this.texts = { ...wording };
    this.saveId = newId();
    const by = saved ? `${saved.byName} ${sayDate(saved.on, today)}保存。` : '这是系统自带的措辞。';
    this.setData({
      state: 'content',
      intro: `${by}花括号里的内容会换成每位学生自己的：${fields.map((field) => `{${field}}`).join(' ')}。换一行就是新的一段。已审核的信不变。`,
      parts: WORDING_PARTS.map((name) => ({ name, label: WORDING_LABELS[name], value: wording[name] })),
      canSave: activeRole === 'office',
      template,
    });
  },

  async readTemplate(): Promise<TemplateCard> {
    return toTemplateCard(await call('letters.template', {}), (await getMe()).today);
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    this.texts[(currentTarget.dataset as { part: WordingPart }).part] = detail.value;
  },

  /** WeChat shows a .docx, and passes it on to a PC from there. */
  onTemplate({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    void this.act(async () => {
      await openPaper(await call('papers.template-file', { templateId: id || null }));
      return '';
    });
  },

  onUpload() {
    void this.act(async () => {
      const file = await chooseDocument();
      if (!file) return '';
      const fileId = await uploadTemplate(file);
      await call('papers.save-template', { id: newId(), file: { fileId, fileName: file.name.slice(-120) } });
      return '模板已换好。还没有审核的信会用新模板，已审核的信不变。';
    });
  },

  onBuiltIn() {
    wx.showModal({
      title: '恢复系统自带的模板？',
      content: '以前的模板都留着，需要时可以再下载、上传。已审核的信不变。',
      confirmText: '恢复',
      success: ({ confirm }) => {
        if (!confirm) return;
        void this.act(async () => {
          await call('papers.save-template', { id: newId(), file: null });
          return '已恢复系统自带的模板。';
        });
      },
    });
  },

  /** What is typed of the wording stays as it is. @param work says what has changed; empty: nothing */
  async act(work: () => Promise<string>) {
    if (this.data.isBusy) return;
    this.setData({ isBusy: true, templateDone: '', templateError: '' });
    try {
      const templateDone = await work();
      // Looking at one changes none.
      const changed = templateDone === '' ? {} : { template: await this.readTemplate() };
      this.setData({ isBusy: false, templateDone, ...changed });
    } catch (error) {
      this.setData({ isBusy: false, templateError: sentenceOf(error) });
    }
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
