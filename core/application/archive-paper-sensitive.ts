import type { ArchiveExport } from '../contract/archive-export';
import {
  CAUSE_LABELS,
  GUARDIAN_RELATION_LABELS,
  GUARDIAN_SOURCE_LABELS,
  TALK_MODE_LABELS,
} from '../domain/labels';
import type { ArchivePaperSection } from './ports';

type Sensitive = NonNullable<ArchiveExport['sensitive']>;

const worded = (labels: Readonly<Record<string, string>>, code: string): string => labels[code] ?? code;
const filled = (text: string | null): string => text || '未填写';
const yes = (answer: boolean | null): string => (answer === null ? '未填写' : answer ? '是' : '否');
const parts = (...texts: readonly (readonly [string, string])[]): string =>
  texts
    .filter(([, text]) => text !== '')
    .map(([label, text]) => (label === '' ? text : `${label}：${text}`))
    .join('\n');

/** What is sensitive, in words; empty where it was not asked for. */
export function sensitiveSections(held: Sensitive | undefined): readonly ArchivePaperSection[] {
  if (held === undefined) return [];
  return [
    {
      heading: '家庭、联系方式、成因和处分',
      lines: [
        { label: '家庭情况', text: filled(held.family) },
        { label: '学生联系方式', text: filled(held.contact) },
        { label: '名册上的家长', text: filled(held.guardiansAsImported) },
        ...(held.causes.length === 0
          ? []
          : [{ label: '成因', text: held.causes.map((cause) => CAUSE_LABELS[cause]).join('、') }]),
        ...held.causeNotes.map((text) => ({ label: '成因说明', text })),
        ...held.discipline.map(({ subject, because, file, row }) => ({
          label: '违纪处分',
          text: `${subject}，${because}（${file} 第 ${row} 行）`,
        })),
        ...held.guardians.map(({ name, relation, phone, address, source, enteredOn, enteredBy }) => ({
          label: '家长',
          text: [
            `${name}（${worded(GUARDIAN_RELATION_LABELS, relation)}）${phone}`,
            ...(address === '' ? [] : [address]),
            `${worded(GUARDIAN_SOURCE_LABELS, source)}，${enteredOn} ${enteredBy}登记`,
          ].join('；'),
        })),
      ],
    },
    ...section('谈话记录', held.talks.map(talkEntry)),
    ...section(
      '家长电话',
      held.calls.map(({ on, phone, reached, who, told, answer, next, by }) => ({
        heading: `${on}　${by}拨打 ${phone}，${reached ? '打通' : '没有打通'}`,
        text: parts(['接听', who], ['告知', told], ['答复', answer], ['下一步', next]),
      })),
    ),
    ...section(
      '早报告',
      held.referrals.map(({ on, by, causes, causeNote, seen }) => ({
        heading: `${on}　${by}`,
        text: parts(
          ['成因', causes.map((cause) => CAUSE_LABELS[cause]).join('、')],
          ['成因说明', causeNote],
          ['', seen],
        ),
      })),
    ),
  ];
}

/** No heading without anything under it. */
const section = (
  heading: string,
  entries: NonNullable<ArchivePaperSection['entries']>,
): readonly ArchivePaperSection[] => (entries.length === 0 ? [] : [{ heading, entries }]);

function talkEntry(talk: Sensitive['talks'][number]) {
  const { supplements, heldOn, mode, attended, by, place, minutes } = talk;
  return {
    heading: [
      heldOn,
      `${TALK_MODE_LABELS[mode]}${attended ? '' : '，学生未到'}`,
      ...(place === '' ? [] : [place]),
      ...(minutes === null ? [] : [`${minutes}分钟`]),
      talk.with === null ? by : `${by}、${talk.with}`,
    ].join('　'),
    text: parts(
      ['家庭情况', talk.family],
      ['学生联系方式', talk.contact],
      ['主要问题与表现', talk.problems],
      ['初步评估及建议', talk.assessment],
      ['是否与家长联系', yes(talk.parentsContacted)],
      ['是否需要进一步关注', yes(talk.needsAttention)],
      ['是否需要心理素质教育中心关注', yes(talk.psychologicalReferral)],
      ['照片', talk.photos.length === 0 ? '' : `${talk.photos.length} 张，存于系统`],
      ...supplements.map(
        ({ by: author, text, filedOn, heldOn: on }) =>
          [`辅导员补充（${author} ${on ?? filedOn}）`, text] as const,
      ),
    ),
  };
}
