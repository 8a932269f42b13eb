import type { GuardianList, GuardianNumbers } from '#core/contract/index';
import { DomainError } from '#core/domain/errors';
import { validateGuardian } from '#core/domain/guardian';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createDraftForm, type DraftForm } from '../../behaviors/draft-form';
import { flushesDraft } from '../../behaviors/draft-page';
import { call } from '../../services/api';
import { newId } from '../../services/platform';
import { getMe } from '../../services/session';
import { sayRestored, saySaved } from '../../views/draft-line';
import { codeOf, fieldOf, sentenceOf } from '../../views/failure';
import {
  type GuardianFields,
  type GuardianRow,
  newGuardian,
  PREFERRED_CHOICE,
  RELATION_CHOICES,
  SOURCE_CHOICES,
  STANDING_CHOICES,
  toGuardians,
} from '../../views/guardians';
import { toSentence } from '../../views/line';
import { sayDate } from '../../views/when';

const FIELDS = ['name', 'phone', 'address', 'preference', 'reason'];
type Change = Partial<GuardianFields>;

/** 家长: who they are and since when each number is on file; numbers come by a call that is logged. */
Page({
  ...flushesDraft,
  ...reads,

  data: {
    ...UNREAD,
    name: '',
    detail: '',
    rows: [] as readonly GuardianRow[],
    roster: [] as readonly { key: string; head: string; text: string }[],
    rosterNote: '',
    canSave: false,
    canSee: false,
    isSeen: false,
    isEditing: false,
    isCorrection: false,
    relations: RELATION_CHOICES,
    sources: SOURCE_CHOICES,
    standings: STANDING_CHOICES,
    preferredChoice: PREFERRED_CHOICE,
    relation: [] as readonly string[],
    source: [] as readonly string[],
    standing: [] as readonly string[],
    preferred: [] as readonly string[],
    opened: { name: '', phone: '', address: '', preference: '', reason: '' },
    errors: {} as Record<string, string>,
    draftLine: '',
    sendError: '',
    isOffline: false,
    isSending: false,
  },

  studentId: '',
  list: null as GuardianList | GuardianNumbers | null,
  form: null as DraftForm<GuardianFields> | null,
  fields: null as GuardianFields | null,

  onLoad({ studentId = '' }: { studentId?: string }) {
    this.studentId = studentId;
    void this.read();
  },

  async load() {
    const { personId } = await getMe();
    this.form = createDraftForm<GuardianFields>(
      { kind: 'guardian', personId, subjectId: this.studentId },
      (savedAt) => this.setData({ draftLine: saySaved(savedAt) }),
    );
    this.show(await call('guardians.show', { studentId: this.studentId }));
    const { kept } = this.form;
    if (kept && this.data.canSave) {
      this.edit(kept.fields);
      this.setData({ draftLine: sayRestored(kept.savedAt) });
    }
  },

  show(list: GuardianList | GuardianNumbers) {
    this.list = list;
    const roster = 'roster' in list ? list.roster : [];
    const count = 'rosterNumbers' in list ? list.rosterNumbers : 0;
    this.setData({
      state: 'content',
      name: list.student.name,
      detail: `${list.student.className} · ${list.student.studentNo}`,
      rows: toGuardians(list),
      roster: roster.map(({ since, text }) => ({
        key: `${since}:${text}`,
        head: `${sayDate(since, list.today)}导入`,
        text,
      })),
      rosterNote: count === 0 ? '' : `导入的学生名单里有 ${count} 个家长号码。`,
      canSave: list.can.save,
      canSee: list.can.seeNumbers,
      isSeen: 'roster' in list,
      isEditing: false,
      errors: {},
      sendError: '',
    });
  },

  async onSee() {
    try {
      this.show(await call('guardians.numbers', { studentId: this.studentId, purpose: 'contact-parents' }));
    } catch (error) {
      this.setData({ sendError: sentenceOf(error) });
    }
  },

  onAdd() {
    this.edit(newGuardian(newId(), this.data.name));
  },

  /** What stands there is needed to correct it, so the numbers were read before. */
  onCorrect({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    const { list } = this;
    const held = list && 'roster' in list ? list.guardians.find((one) => one.guardianId === id) : undefined;
    if (!held) return;
    const { address, entryId, isPreferred, name, phone, preference, relation, source, standing } = held;
    this.edit({
      guardianId: id,
      replaces: entryId,
      name,
      relation,
      phone,
      address,
      preference,
      standing,
      isPreferred,
      source,
      reason: '',
      studentName: this.data.name,
    });
  },

  edit(fields: GuardianFields) {
    this.fields = fields;
    const { address, name, phone, preference, reason } = fields;
    this.setData({
      isEditing: true,
      isCorrection: fields.replaces !== null,
      relation: [fields.relation],
      source: [fields.source],
      standing: [fields.standing],
      preferred: fields.isPreferred ? ['preferred'] : [],
      opened: { name, phone, address, preference, reason },
      errors: {},
      draftLine: '',
    });
  },

  keep(change: Change) {
    if (!this.fields) return;
    this.fields = { ...this.fields, ...change };
    this.form?.keep(this.fields);
  },

  onChosen({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string; chosen: string[] }>) {
    const { field } = currentTarget.dataset as { field: 'relation' | 'source' | 'standing' | 'isPreferred' };
    this.keep(
      (field === 'isPreferred'
        ? { isPreferred: detail.chosen.length > 0 }
        : { [field]: detail.value }) as Change,
    );
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    this.keep({ [(currentTarget.dataset as { field: string }).field]: detail.value });
  },

  onFocus({ currentTarget }: WechatMiniprogram.InputFocus) {
    this.form?.focus((currentTarget.dataset as { field: string }).field);
  },

  onBlur({ currentTarget }: WechatMiniprogram.InputBlur) {
    this.form?.blur((currentTarget.dataset as { field: string }).field);
  },

  onCancel() {
    this.form?.drop();
    this.setData({ isEditing: false, draftLine: '', sendError: '' });
  },

  async onSave() {
    const { fields, form } = this;
    if (!fields || !form || this.data.isSending) return;
    try {
      validateGuardian(fields, { isCorrection: fields.replaces !== null });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.setData({ errors: { [error.field ?? 'name']: toSentence(error.message) } });
      return;
    }
    this.setData({ isSending: true, sendError: '', isOffline: false, errors: {} });
    const { id } = form.seal(fields);
    const { studentName: _, ...content } = fields;
    try {
      const answer = await call('guardians.save', { ...content, id, studentId: this.studentId });
      form.drop();
      this.setData({ isSending: false, draftLine: '' });
      this.show(answer);
    } catch (error) {
      this.setData({ isSending: false });
      const field = fieldOf(error);
      if (FIELDS.includes(field)) this.setData({ [`errors.${field}`]: sentenceOf(error) });
      else if (codeOf(error) === 'OFFLINE') {
        this.setData({
          isOffline: true,
          sendError: '没有连上网络，还没有保存。内容已存为草稿，连上后请点「重试」。',
        });
      } else this.setData({ sendError: sentenceOf(error) });
    }
  },
});
