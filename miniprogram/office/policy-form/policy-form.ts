import { checkedPolicy } from '#core/domain/checked-policy';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { keepEdit, openPolicyEdit, type PolicyEdit } from '../../services/policy-draft';
import { fieldOf, sentenceOf } from '../../views/failure';
import {
  type FieldView,
  FORM_SECTIONS,
  type FormSection,
  type FormSectionId,
  fieldAtFault,
  isFormSection,
  toFormView,
  withField,
} from '../../views/policy-form';

/** Single settings of the rule. Each change is kept on this phone at once; 帮扶办法 saves them together. */
Page({
  ...reads,

  data: {
    ...UNREAD,
    title: '',
    hint: '',
    fields: [] as readonly FieldView[],
    canEdit: false,
    isKept: false,
  },

  section: 'criteria' as FormSectionId,
  version: '',
  edit: null as PolicyEdit | null,

  onLoad({ section = '', version = '' }: { section?: string; version?: string }) {
    if (isFormSection(section)) this.section = section;
    this.version = decodeURIComponent(version);
    void this.read();
  },

  async load() {
    const edit = await openPolicyEdit(this.version);
    const { title, hint, of }: FormSection = FORM_SECTIONS[this.section];
    const { can } = edit.shown;
    this.edit = edit;
    const typed = edit.draft?.typed[this.section] ?? {};
    const fields = toFormView(edit.policy, this.section, typed);
    this.setData({
      state: 'content',
      title,
      hint,
      fields,
      canEdit: of === 'rules' ? can.editRules : can.editTables,
      isKept: edit.draft !== null,
    });
    // What did not read when one left does not read now.
    for (const [path, text] of Object.entries(typed)) {
      const field = fields.find((one) => one.path === path);
      if (field) this.take(field, [text]);
    }
  },

  fieldOf({
    currentTarget,
  }: {
    currentTarget: WechatMiniprogram.BaseEvent['currentTarget'];
  }): FieldView | undefined {
    const { path } = currentTarget.dataset as { path: string };
    return this.data.fields.find((field) => field.path === path);
  },

  /** Keeps at once, redraws nothing: on iOS a setData would take the focus from the field. */
  onInput(event: WechatMiniprogram.Input) {
    const field = this.fieldOf(event);
    if (!field || !this.edit) return;
    const typed = this.edit.draft?.typed ?? {};
    const own = { ...typed[this.section], [field.path]: event.detail.value };
    this.edit = keepEdit(this.edit, { typed: { ...typed, [this.section]: own } });
  },

  onBlur(event: WechatMiniprogram.Input) {
    const field = this.fieldOf(event);
    if (field) this.take(field, [event.detail.value]);
  },

  onChoose(event: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    const field = this.fieldOf(event);
    if (field) this.take(field, event.detail.chosen);
  },

  take(field: FieldView, given: readonly string[]) {
    if (!this.edit) return;
    const { path, kind } = field;
    const held = this.edit.draft?.typed ?? {};
    try {
      const policy = withField(this.edit.policy, path, kind, given);
      const { [path]: _, ...rest } = { ...held[this.section] };
      const { [this.section]: __, ...others } = held;
      const typed = Object.keys(rest).length === 0 ? others : { ...others, [this.section]: rest };
      if (
        JSON.stringify(policy) !== JSON.stringify(this.edit.policy) ||
        held[this.section]?.[path] !== undefined
      ) {
        this.edit = keepEdit(this.edit, { policy, typed });
      }
      this.showErrors(path, '');
    } catch (error) {
      this.showErrors(path, sentenceOf(error));
    }
  },

  /** @param own of the field at hand, where it does not read */
  showErrors(path: string, own: string) {
    let [faulty, said] = [path, own];
    if (own === '' && this.edit) {
      try {
        checkedPolicy(this.edit.policy);
      } catch (error) {
        faulty = fieldAtFault(fieldOf(error), this.section);
        said = sentenceOf(error);
      }
    }
    const typed = this.edit?.draft?.typed[this.section] ?? {};
    const fields = this.data.fields.map((field) => ({
      ...field,
      error:
        field.path === faulty
          ? said
          : typed[field.path] === undefined || field.path === path
            ? ''
            : field.error,
    }));
    fields.forEach(({ error }, at) => {
      if (error !== this.data.fields[at]?.error) this.setData({ [`fields[${at}].error`]: error });
    });
    this.setData({ isKept: this.edit?.draft !== null });
  },

  onDone() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else wx.redirectTo({ url: '/office/policy/policy' });
  },
});
