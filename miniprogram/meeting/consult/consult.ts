import { asksAgainOnPull, reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { DIFFICULTY_CHOICES, type Difficulty } from '../../views/case';
import { type ConsultView, toConsultView } from '../../views/conference';
import { sentenceOf } from '../../views/failure';

const NO_VIEW: ConsultView = { conferenceId: '', began: '', isPresent: false, groups: [], left: '' };

const rowOf = ({ groups }: ConsultView, wanted: string) =>
  groups.flatMap(({ rows }) => rows).find(({ id }) => id === wanted);

/** 会诊 from a member's own phone: 学习能力 or 学习态度, of each of the own students on the list. */
Page({
  ...reads,
  ...asksAgainOnPull,

  data: {
    ...UNREAD,
    view: NO_VIEW,
    choices: DIFFICULTY_CHOICES,
    openId: '',
    isSending: false,
    sendError: '',
  },

  today: '',
  personId: '',
  remark: '',

  onShow() {
    void this.read();
  },

  async load() {
    const me = await getMe();
    this.today = me.today;
    this.personId = me.personId;
    this.show(await call('conference.mine', {}));
  },

  show(answer: Parameters<typeof toConsultView>[0]) {
    const view = toConsultView(answer, this.today);
    this.setData({ state: view.conferenceId === '' ? 'empty' : 'content', view });
  },

  async onJoin() {
    if (this.data.isSending) return;
    this.setData({ isSending: true, sendError: '' });
    try {
      this.show(await call('conference.join', { conferenceId: this.data.view.conferenceId }));
    } catch (error) {
      this.setData({ sendError: sentenceOf(error) });
    }
    this.setData({ isSending: false });
  },

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id } = currentTarget.dataset as { id: string };
    this.remark = rowOf(this.data.view, id)?.remark ?? '';
    this.setData({ openId: this.data.openId === id ? '' : id });
  },

  onRemark({ detail }: WechatMiniprogram.Input) {
    this.remark = detail.value;
  },

  /** Written after the choice: goes with it. */
  onRemarkDone() {
    const row = rowOf(this.data.view, this.data.openId);
    const [difficulty] = row?.chosen ?? [];
    if (row && difficulty !== undefined && this.remark.trim() !== row.remark) {
      void this.say(row.id, difficulty as Difficulty);
    }
  },

  onChoose({ detail }: WechatMiniprogram.CustomEvent<{ value: Difficulty | null }>) {
    void this.say(this.data.openId, detail.value);
  },

  async say(proposalId: string, difficulty: Difficulty | null) {
    const { conferenceId } = this.data.view;
    this.setData({ isSending: true, sendError: '' });
    try {
      await call('conference.say', {
        conferenceId,
        proposalId,
        personId: this.personId,
        difficulty,
        remark: this.remark,
      });
      this.show(await call('conference.mine', {}));
    } catch (error) {
      this.setData({ sendError: sentenceOf(error) });
    }
    this.setData({ isSending: false });
  },
});
