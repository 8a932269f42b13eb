import { describe, expect, it } from 'vitest';
import { DOCX_PARTS_AT_ONCE, writeDocx } from '#adapters/documents/docx-file';
import { talkRecordFile } from '#adapters/documents/talk-record-docx';
import { blankTalkRecord, type TalkRecordPaper } from '#adapters/documents/talk-record-paper';
import { readDocx } from './read-docx';

const record: TalkRecordPaper = {
  ...blankTalkRecord('生科系'),
  studentName: '林知遥',
  gender: '女',
  nativePlace: '浙江省绍兴市',
  className: '生物科学171',
  family: '农村；父母务工',
  contact: '13800000000',
  problems: '晚间上网至凌晨。\n情绪较低落。',
  assessment: '学习动力不足。',
  adviserName: '周牧之',
  adviserHeldOn: '2026-09-14',
  supplements: [{ by: '陈昇', role: '辅导员', heldOn: '2026-09-18', text: '两周后复谈。' }],
  parentsContacted: true,
};
const read = async (...papers: TalkRecordPaper[]) => readDocx(await talkRecordFile(papers));

describe('the talk record as .docx', () => {
  it('has the rows of the annex in their order, on A4, in named faces', async () => {
    const { text, xml, styles } = await read(record);
    const order = [
      '生科系学生谈话记录表',
      '学生姓名林知遥性别女籍贯浙江省绍兴市班级生物科学171',
      '家庭情况（城镇/农村、经济情况、单亲或其它）农村；父母务工学生联系方式13800000000',
      '主要问题与表现注：学生的主要问题及其程度',
      '晚间上网至凌晨。情绪较低落。是否与家长联系：是',
      '初步评估及建议注：初步评估指',
      '学习动力不足。辅导员补充（陈昇2026年9月18日）两周后复谈。',
      '访谈教师班主任：周牧之辅导员：',
      '访谈时间2026年9月14日年月日',
      '注：如果责任区辅导员也对此学生进行了关注',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(xml).toMatch(/<w:pgSz [^>]*w:w="11906"[^>]*w:h="16838"/);
    expect(styles).toContain('w:eastAsia="宋体"');
    expect(styles).toContain('w:ascii="Times New Roman"');
  });

  it('gives a number of eleven digits a cell that does not wrap it, whatever Word would fit', async () => {
    const { xml } = await read(record);
    const cells = xml.split('<w:tc>').filter((cell) => cell.includes('13800000000'));
    expect(cells).toHaveLength(1);
    expect(Number(/<w:tcW [^>]*w:w="(\d+)"/.exec(cells[0] ?? '')?.[1])).toBeGreaterThanOrEqual(2200);
    expect(xml).toContain('<w:tblLayout w:type="fixed"/>');
  });

  it('fills one page where the text allows it, and leaves rows at their own height where it does not', async () => {
    const heights = async (problems: string) =>
      [...(await read({ ...record, problems })).xml.matchAll(/<w:trHeight w:val="(\d+)"/g)].map(([, value]) =>
        Number(value),
      );
    const short = await heights('短。');
    expect(short).toHaveLength(3);
    // 711 points between the margins, the rest of the form about 260.
    expect((short[1] ?? 0) + (short[2] ?? 0)).toBeGreaterThan(350 * 20);
    expect((short[1] ?? 0) + (short[2] ?? 0)).toBeLessThan(470 * 20);
    expect(await heights('长'.repeat(3000))).toHaveLength(1);
  });

  it('puts several into one file, each on a page of its own', async () => {
    const { xml, text } = await read(record, blankTalkRecord('化工系'));
    expect(xml.split('<w:sectPr').length - 1).toBe(2);
    expect(text).toContain('化工系学生谈话记录表');
  });

  it.each(['{"a":1}', '</w:t><w:br/> & < >', 'HYPERLINK "x" \\u{41}', '还好😀𠮷'])(
    'keeps what was written as text: %s',
    async (problems) => {
      const { text, xml } = await read({ ...record, problems });
      expect(text).toContain(problems.replace(/\s/g, ''));
      expect(xml).not.toContain('<w:hyperlink');
    },
  );

  it('names no author, and drops what XML cannot hold', async () => {
    const bytes = await writeDocx({
      title: '材料',
      parts: [{ content: [{ kind: 'paragraph', runs: '前\u0000\u0008\ufffe\ud83d后' }] }],
    });
    const { text, properties } = await readDocx(bytes);
    expect(text).toBe('前后');
    expect(properties).not.toMatch(/creator|lastModifiedBy/);
  });

  it.each([0, DOCX_PARTS_AT_ONCE + 1])('refuses a file of %i parts', async (count) => {
    const parts = Array.from({ length: count }, () => ({ content: [] }));
    await expect(writeDocx({ title: '材料', parts })).rejects.toThrow(/1 to 200 parts/);
  });
});
