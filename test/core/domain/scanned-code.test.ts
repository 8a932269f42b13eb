import { describe, expect, it } from 'vitest';
import { certificateQr, helpQr, readCertificateQr, readHelpQr } from '#core/domain/scanned-code';

const LINK = 'https://example.edu.cn/xueye';
const NUMBER = '生科系志证〔2026〕3号';

describe('the QR code of a certificate', () => {
  it.each([[null], [LINK]])('is read back with its number, link: %s', (link) => {
    const held = certificateQr(NUMBER, 'K7QM2F4T9XWC', link);
    expect(held.startsWith(link ?? '志愿服务时数证明')).toBe(true);
    expect(readCertificateQr(held)).toEqual({ number: NUMBER, checkCode: 'K7QM-2F4T-9XWC' });
  });

  it.each([
    ['K7QM-2F4T-9XWC', { number: '', checkCode: 'K7QM-2F4T-9XWC' }],
    [`${LINK}/certificate?c=K7QM2F4T9XWC`, { number: '', checkCode: 'K7QM-2F4T-9XWC' }],
    [`${LINK}/certificate?n=%E0%A4%A&c=K7QM2F4T9XWC`, { number: '%E0%A4%A', checkCode: 'K7QM-2F4T-9XWC' }],
    [`${LINK}/certificate?n=1`, null],
    [helpQr('482915', null), null],
    [helpQr('482915', LINK), null],
    ['6901234567892', null],
    ['', null],
  ])('%j is %j', (scanned, read) => expect(readCertificateQr(scanned)).toEqual(read));
});

describe('the QR code on a volunteer’s phone', () => {
  it.each([
    [helpQr('482915', null), '482915'],
    [helpQr('048291', LINK), '048291'],
    ['482915', '482915'],
    [certificateQr(NUMBER, 'K7QM2F4T9XWC', null), null],
    [certificateQr(NUMBER, 'K7QM2F4T9XWC', LINK), null],
    ['48291', null],
    ['', null],
  ])('%j is %j', (scanned, read) => expect(readHelpQr(scanned)).toBe(read));
});
