import type { PolicyName } from '#core/contract/index';
import type { Standing } from '#core/domain/what-if';
import type { MoveGroup } from '#core/domain/what-if-groups';
import type { WorkSide } from '#core/domain/workload';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createLongList, followScroll, type LongList, NO_ROWS } from '../../behaviors/long-list';
import { call } from '../../services/api';
import { type PolicyDraft, readPolicyDraft } from '../../services/policy-draft';
import { getMe } from '../../services/session';
import { compareAll, type WhatIfAnswer } from '../../services/what-if';
import { screenableTerms } from '../../views/agenda';
import { sentenceOf } from '../../views/failure';
import {
  ALL_MOVED,
  DRAFT,
  type PolicyChoice,
  rowsOfFilter,
  sayFilter,
  toPeopleRows,
  toPolicyChoices,
  toWhatIfView,
  type WhatIfFilter,
  type WhatIfRow,
  type WhatIfView,
} from '../../views/what-if';

const NO_VIEW: WhatIfView = {
  sentence: '',
  figures: [],
  columns: [],
  lines: [],
  groupChoices: [],
  loads: '',
};

/** 比较两份办法 on the same students: who moves where, and what each person's weeks would ask. */
Page({
  ...reads,

  data: {
    ...UNREAD,
    terms: [] as readonly { value: string; label: string }[],
    termAt: 0,
    choices: [] as readonly PolicyChoice[],
    beforeAt: 0,
    afterAt: 0,
    /** While it compares: students so far. */
    progress: '',
    percent: 0,
    error: '',
    /** Why there is nothing to see. */
    hint: '',
    view: NO_VIEW,
    show: ['students'],
    shows: [
      { value: 'students', label: '学生' },
      { value: 'people', label: '每人每周' },
    ],
    group: ['moved'],
    isNarrowed: false,
    listTitle: '',
    ...NO_ROWS,
  },

  wanted: { version: '', before: '', term: '' },
  draft: null as PolicyDraft | null,
  answer: null as WhatIfAnswer | null,
  filter: ALL_MOVED as WhatIfFilter,
  list: null as LongList<WhatIfRow> | null,
  scrolled: null as ((scrollTop: number) => void) | null,
  question: 0,

  onLoad({ version = '', before = '', term = '' }: { version?: string; before?: string; term?: string }) {
    this.wanted = { version: decodeURIComponent(version), before: decodeURIComponent(before), term };
    this.list = createLongList<WhatIfRow>();
    this.scrolled = followScroll(this, this.list);
    void this.read();
  },

  onUnload() {
    this.question += 1;
  },

  async load() {
    const { personId, today } = await getMe();
    this.draft = readPolicyDraft(personId);
    const [{ versions, inForce }, screenings] = await Promise.all([
      call('policies.show', {}),
      call('screenings.list', {}),
    ]);
    const terms = screenableTerms(today);
    const term = this.wanted.term || (screenings.items[0]?.term ?? '');
    const known = terms.findIndex(({ value }) => value === term);
    const choices = toPolicyChoices(versions, inForce, this.draft !== null);
    const placeOf = (version: string) => choices.findIndex(({ value }) => value === version);
    const beforeAt = Math.max(0, placeOf(this.wanted.before || inForce.version));
    this.setData({
      state: 'content',
      terms,
      // The semester that was screened last, else the one that has just ended.
      termAt: known === -1 ? 1 : known,
      choices,
      beforeAt,
      afterAt: Math.max(0, placeOf(versionOf(this.wanted.version, versions, inForce))),
    });
    await this.compare();
  },

  async compare() {
    this.question += 1;
    const { question } = this;
    const isWanted = () => question === this.question;
    const { terms, termAt, choices, beforeAt, afterAt } = this.data;
    const [term, before, after] = [terms[termAt], choices[beforeAt], choices[afterAt]];
    if (!term || !before || !after) return;
    this.answer = null;
    this.setData({ view: NO_VIEW, error: '', hint: '', progress: '', percent: 0, ...NO_ROWS });
    if (before.value === after.value) {
      this.setData({ hint: '两边是同一份办法，请换一份。' });
      return;
    }
    this.setData({ progress: '正在比较', percent: 0 });
    try {
      const answer = await compareAll(
        { term: term.value, ...this.side('before', before.value), ...this.side('after', after.value) },
        (compared, total) => {
          const percent = total === 0 ? 0 : Math.min(99, Math.floor((compared * 100) / total));
          if (isWanted()) this.setData({ progress: `已比较 ${compared} 名学生，共 ${total} 名`, percent });
        },
        isWanted,
      );
      if (answer) this.show(answer);
    } catch (error) {
      if (isWanted()) this.setData({ progress: '', error: sentenceOf(error) });
    }
  },

  side(side: 'before' | 'after', value: string): object {
    return value === DRAFT && this.draft ? { draft: this.draft.policy } : { [side]: value };
  },

  show(answer: WhatIfAnswer) {
    const hint =
      answer.compared === 0
        ? '还没有可以比较的学生。请先导入这个学期的成绩。'
        : answer.rows.length === 0
          ? `比较了 ${answer.compared} 名学生：两份办法都没有把谁列入。`
          : '';
    this.answer = answer;
    this.setData({ progress: '', hint, view: hint === '' ? toWhatIfView(answer) : NO_VIEW });
    this.narrow(ALL_MOVED);
  },

  narrow(filter: WhatIfFilter) {
    if (!this.answer || !this.list) return;
    this.filter = filter;
    const isPeople = this.data.show[0] === 'people' && filter.kind !== 'person';
    const rows = isPeople ? toPeopleRows(this.answer) : rowsOfFilter(this.answer, filter);
    const group = filter.kind === 'group' ? [filter.group] : filter.kind === 'moved' ? ['moved'] : [];
    this.setData({
      group,
      show: isPeople ? ['people'] : ['students'],
      isNarrowed: filter.kind === 'cell' || filter.kind === 'person',
      listTitle: isPeople ? `${rows.length} 人，变化大的在前` : sayFilter(filter, rows.length),
      ...this.list.start(rows),
    });
  },

  onTerm({ detail }: WechatMiniprogram.PickerChange) {
    this.setData({ termAt: Number(detail.value) });
    void this.compare();
  },

  onPolicy({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    const { side } = currentTarget.dataset as { side: 'before' | 'after' };
    const at = Number(detail.value);
    // The draft stands on the right only: what is in force is what it is compared with.
    if (side === 'before' && this.data.choices[at]?.value === DRAFT) {
      this.setData({ hint: '「原来」请选已经保存的版本；还没有保存的修改放在「改为」。' });
      return;
    }
    this.setData(side === 'before' ? { beforeAt: at } : { afterAt: at });
    void this.compare();
  },

  onList({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    this.setData({ show: detail.chosen });
    this.narrow(ALL_MOVED);
  },

  onGroup({ detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    const group = detail.chosen[0] ?? 'moved';
    this.narrow(group === 'moved' ? ALL_MOVED : { kind: 'group', group: group as MoveGroup });
  },

  onSquare({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { before, after, text } = currentTarget.dataset as {
      before: Standing;
      after: Standing;
      text: string;
    };
    if (text === '') return;
    this.setData({ show: ['students'] });
    this.narrow({ kind: 'cell', before, after });
    wx.pageScrollTo({ selector: '.listed' });
  },

  onWiden() {
    this.narrow(ALL_MOVED);
  },

  onRow({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { id, side, name } = currentTarget.dataset as { id: string; side: WorkSide | ''; name: string };
    if (side === '') wx.navigateTo({ url: `/student/archive/archive?studentId=${id}` });
    else this.narrow({ kind: 'person', id, side, name });
  },

  onPageScroll({ scrollTop }: WechatMiniprogram.Page.IPageScrollOption) {
    this.scrolled?.(scrollTop);
  },
});

/** The one asked for where it is another one, else the first that is not in force. */
const versionOf = (wanted: string, versions: readonly PolicyName[], inForce: PolicyName): string =>
  (wanted === inForce.version ? '' : wanted) ||
  (
    versions.find(({ policyId }) => policyId !== inForce.policyId) ??
    versions.find(({ version }) => version !== inForce.version) ??
    inForce
  ).version;
