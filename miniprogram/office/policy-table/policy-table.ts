import { checkedPolicy } from '#core/domain/checked-policy';
import { NATURE_KINDS, type NatureKind, type Policy } from '#core/domain/policy';
import { NATURE_LABELS } from '#core/domain/policy-labels';
import { reads, UNREAD } from '../../behaviors/asks-again';
import { createLongList, followScroll, type LongList, NO_ROWS } from '../../behaviors/long-list';
import { keepEdit, openPolicyEdit, type PolicyEdit } from '../../services/policy-draft';
import { sentenceOf } from '../../views/failure';
import { takePasted } from '../../views/pasted-rows';
import {
  cleanRow,
  columnAtFault,
  isPolicyTable,
  newRow,
  POLICY_TABLE_SPECS,
  type PolicyTableId,
  type PolicyTableSpec,
  type TableColumn,
  type TableRow,
} from '../../views/policy-table';

interface ListedRow {
  readonly key: string;
  readonly at: number;
  readonly said: string;
}

/** Which words a pasted line may have where one chooses. */
const wordsOf = (columns: readonly TableColumn[]): string =>
  columns
    .filter(({ choices }) => choices.length > 0)
    .map(({ label, choices }) => `${label}写${choices.map((choice) => `「${choice.label}」`).join('、')}。`)
    .join('');

/** One table of the rule, row by row. Each change is kept on this phone; 帮扶办法 saves them together. */
Page({
  ...reads,

  data: {
    ...UNREAD,
    title: '',
    hint: '',
    empty: '',
    canEdit: false,
    isKept: false,
    /** Which kinds count as outstanding credits; of 课程性质 only. */
    kinds: [] as readonly { value: string; label: string }[],
    counted: [] as readonly string[],
    columns: [] as readonly TableColumn[],
    /** As the form was opened; typing does not come back here. */
    opened: {} as TableRow,
    /** -1: a new one. */
    place: -1,
    isOrdered: false,
    errors: {} as Record<string, string>,
    error: '',
    undo: '',
    isPasting: false,
    /** As the box was opened; typing does not come back here. */
    pasted: '',
    pasteError: '',
    /** What each pasted line is made of, and the words that its choices take. */
    order: '',
    words: '',
    search: '',
    count: '',
    ...NO_ROWS,
  },

  table: 'substitutions' as PolicyTableId,
  version: '',
  edit: null as PolicyEdit | null,
  form: {} as TableRow,
  lines: '',
  list: null as LongList<ListedRow> | null,
  scrolled: null as ((scrollTop: number) => void) | null,
  before: null as Policy | null,

  onLoad({ table = '', version = '' }: { table?: string; version?: string }) {
    if (isPolicyTable(table)) this.table = table;
    this.version = decodeURIComponent(version);
    this.list = createLongList<ListedRow>();
    this.scrolled = followScroll(this, this.list);
    void this.read();
  },

  spec(): PolicyTableSpec {
    return POLICY_TABLE_SPECS[this.table];
  },

  rows(): readonly TableRow[] {
    return this.edit ? this.spec().rowsOf(this.edit.policy) : [];
  },

  async load() {
    this.edit = await openPolicyEdit(this.version);
    const { can } = this.edit.shown;
    const { title, hint, empty, columns, isOrdered, of } = this.spec();
    this.form = { ...newRow(this.spec()), ...this.edit.draft?.typed[this.table] };
    this.lines = this.edit.draft?.typed[this.pasteKey()]?.lines ?? '';
    this.setData({
      state: 'content',
      title,
      hint,
      empty,
      columns,
      isOrdered,
      canEdit: of === 'rules' ? can.editRules : can.editTables,
      opened: this.form,
      isPasting: this.lines !== '',
      pasted: this.lines,
      order: columns.map(({ label }) => label).join('、'),
      words: wordsOf(columns),
      kinds:
        this.table === 'natures' ? NATURE_KINDS.map((value) => ({ value, label: NATURE_LABELS[value] })) : [],
    });
    this.showRows();
  },

  showRows(isSame = false) {
    const { policy, draft } = this.edit ?? { policy: null, draft: null };
    const said = this.rows().map((row, at) => ({ key: `${at}`, at, said: this.spec().sayRow(row) }));
    const { search } = this.data;
    const found = search === '' ? said : said.filter((row) => row.said.includes(search));
    this.setData({
      isKept: draft !== null,
      counted: policy?.courses.countedNatures ?? [],
      count: search === '' ? `${said.length} 行` : `找到 ${found.length} 行，共 ${said.length} 行`,
      ...this.list?.start(found, isSame),
    });
  },

  onSearch({ detail }: WechatMiniprogram.Input) {
    this.setData({ search: detail.value.normalize('NFKC').trim() });
    this.showRows();
  },

  onInput({ currentTarget, detail }: WechatMiniprogram.Input) {
    const { key } = currentTarget.dataset as { key: string };
    this.keepForm({ ...this.form, [key]: detail.value });
  },

  onChoose({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ chosen: string[] }>) {
    const { key } = currentTarget.dataset as { key: string };
    this.keepForm({ ...this.form, [key]: detail.chosen[0] ?? '' });
  },

  /** A row that is being typed is there after leaving, too. */
  keepForm(form: TableRow) {
    this.form = form;
    if (!this.edit) return;
    this.edit = keepEdit(this.edit, { typed: { ...this.edit.draft?.typed, [this.table]: form } });
  },

  onRow({ currentTarget }: WechatMiniprogram.TouchEvent) {
    if (!this.data.canEdit) return;
    const { at } = currentTarget.dataset as { at: number };
    this.openForm(at, this.rows()[at] ?? newRow(this.spec()));
    wx.pageScrollTo({ selector: '.form' });
  },

  onClose() {
    this.forgetForm();
    this.openForm(-1, newRow(this.spec()));
  },

  openForm(place: number, form: TableRow) {
    // A box is filled anew only where its text changes: first what is typed, then what is to stand there.
    this.setData({ opened: this.form });
    this.form = form;
    this.setData({ place, opened: form, errors: {}, error: '' });
  },

  /** Added, or changed where it stands. */
  onKeep() {
    const { place } = this.data;
    const row = cleanRow(this.form);
    const rows = this.rows();
    const at = place === -1 ? rows.length : place;
    if (
      this.change(place === -1 ? [...rows, row] : rows.map((one, index) => (index === place ? row : one)), at)
    ) {
      this.forgetForm();
      this.openForm(-1, newRow(this.spec()));
      this.showRows(place !== -1);
    }
  },

  onRemove() {
    const { place } = this.data;
    const [rows, before] = [this.rows(), this.edit?.policy ?? null];
    const gone = rows[place];
    if (
      !gone ||
      !this.change(
        rows.filter((_, at) => at !== place),
        place,
      )
    )
      return;
    this.before = before;
    this.forgetForm();
    this.openForm(-1, newRow(this.spec()));
    this.setData({ undo: `已去掉「${this.spec().sayRow(gone)}」` });
    this.showRows(true);
  },

  onUndo() {
    if (!this.edit || !this.before) return;
    this.edit = keepEdit(this.edit, { policy: this.before });
    this.before = null;
    this.setData({ undo: '' });
    this.showRows(true);
  },

  pasteKey(): string {
    return `${this.table}.pasted`;
  },

  onPaste() {
    this.setData({ isPasting: true });
  },

  onPasted({ detail }: WechatMiniprogram.Input) {
    this.keepLines(detail.value);
  },

  onNoPaste() {
    this.closePaste();
  },

  /** Lines that do not read yet are there after leaving, too. */
  keepLines(lines: string) {
    this.lines = lines;
    if (!this.edit || (lines === '' && !this.edit.draft)) return;
    const { [this.pasteKey()]: _, ...typed } = this.edit.draft?.typed ?? {};
    this.edit = keepEdit(this.edit, {
      typed: lines === '' ? typed : { ...typed, [this.pasteKey()]: { lines } },
    });
  },

  closePaste() {
    // A box is emptied only where its text changes: first what is typed, then nothing.
    this.setData({ pasted: this.lines });
    this.keepLines('');
    this.setData({ isPasting: false, pasted: '', pasteError: '' });
  },

  /** All lines or none; what they added goes again with one tap. */
  onTakePasted() {
    if (!this.edit) return;
    try {
      const before = this.edit.policy;
      const { policy, added, repeated } = takePasted(this.spec(), before, this.lines);
      if (added > 0) this.edit = keepEdit(this.edit, { policy });
      this.closePaste();
      this.before = added > 0 ? before : null;
      const same = repeated === 0 ? '' : `，${repeated} 行原来就有`;
      this.setData({ undo: added > 0 ? `已加上 ${added} 行${same}` : '' });
      if (added === 0) void wx.showToast({ title: '这些行原来都有', icon: 'none' });
      this.showRows();
    } catch (error) {
      this.setData({ pasteError: sentenceOf(error) });
    }
  },

  onMove({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const { by } = currentTarget.dataset as { by: number };
    const { place } = this.data;
    const rows = [...this.rows()];
    const [row] = rows.splice(place, 1);
    const to = place + by;
    if (!row || to < 0 || to > rows.length) return;
    rows.splice(to, 0, row);
    if (!this.change(rows, to)) return;
    this.setData({ place: to });
    this.showRows(true);
  },

  onCounted({ detail }: WechatMiniprogram.CustomEvent<{ chosen: NatureKind[] }>) {
    if (!this.edit) return;
    const countedNatures = NATURE_KINDS.filter((kind) => detail.chosen.includes(kind));
    const { policy } = this.edit;
    this.edit = keepEdit(this.edit, {
      policy: { ...policy, courses: { ...policy.courses, countedNatures } },
    });
    this.showRows(true);
  },

  /** Takes the rows where the whole reads with them; else says at which field it does not. */
  change(rows: readonly TableRow[], place: number): boolean {
    if (!this.edit) return false;
    try {
      const policy = checkedPolicy(this.spec().withRows(this.edit.policy, rows));
      this.edit = keepEdit(this.edit, { policy });
      this.before = null;
      this.setData({ undo: '', errors: {}, error: '' });
      return true;
    } catch (error) {
      const key = columnAtFault(error, this.spec(), rows, place);
      const said = sentenceOf(error);
      this.setData(
        key === ''
          ? { errors: {}, error: said }
          : { errors: { [key]: said.replace(/^「[^」]*」/, '') }, error: '' },
      );
      return false;
    }
  },

  forgetForm() {
    if (!this.edit?.draft) return;
    const { [this.table]: _, ...typed } = this.edit.draft.typed;
    this.edit = keepEdit(this.edit, { typed });
  },

  onPageScroll({ scrollTop }: WechatMiniprogram.Page.IPageScrollOption) {
    this.scrolled?.(scrollTop);
  },

  onDone() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else wx.redirectTo({ url: '/office/policy/policy' });
  },
});
