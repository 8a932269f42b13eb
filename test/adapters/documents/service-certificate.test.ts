import { describe, expect, it } from 'vitest';
import { sourcePaperAssets } from '#adapters/documents/fonts';
import { createPapers } from '#adapters/documents/papers';
import type { CertificateContent } from '#core/domain/service-certificate';
import { readFonts, readPdf } from './read-pdf';

const papers = createPapers(sourcePaperAssets());
const content = (over: Partial<CertificateContent> = {}): CertificateContent => ({
  number: '生科系志证〔2026〕3号',
  issuedOn: '2026-12-30',
  departmentName: '生命科学系',
  volunteer: { name: '闻人语', studentNo: '202305010101', className: '生物科学231' },
  from: '2026-09-10',
  to: '2026-12-20',
  sessions: 3,
  minutes: 245,
  months: [
    { month: '2026-09', sessions: 1, minutes: 60 },
    { month: '2026-12', sessions: 2, minutes: 185 },
  ],
  replaces: null,
  ...over,
});

describe('志愿服务时数证明 on paper', () => {
  it('says what is certified in its order on one A4 page, the same bytes each time', async () => {
    const bytes = await papers.certificate(content(), 'K7QM2F4T9XWC');
    const { pages, text } = await readPdf(bytes);
    expect(pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([[595, 842]]);
    const places = [
      '志愿服务时数证明',
      '生科系志证〔2026〕3号',
      '生物科学231班闻人语同学（学号202305010101）',
      '共3次，服务时数合计4小时5分',
      '2026年9月11小时',
      '2026年12月23小时5分',
      '合计34小时5分',
      '生命科学系',
      '2026年12月30日',
      '查验码：K7QM-2F4T-9XWC',
      '第1页共1页',
    ].map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(readFonts(bytes).embedded).toBeGreaterThan(0);
    expect(await papers.certificate(content(), 'K7QM2F4T9XWC')).toEqual(bytes);
  });

  it('names the certificate that it takes the place of', async () => {
    const bytes = await papers.certificate(content({ replaces: '生科系志证〔2026〕1号' }), 'K7QM2F4T9XWC');
    expect((await readPdf(bytes)).text).toContain('本证明代替生科系志证〔2026〕1号，该证明同时作废。');
  });

  it('refuses a name that cannot be printed', async () => {
    const volunteer = { name: '闻😀', studentNo: '1', className: '' };
    await expect(papers.certificate(content({ volunteer }), 'K7QM2F4T9XWC')).rejects.toMatchObject({
      code: 'GLYPH_MISSING',
    });
  });
});
