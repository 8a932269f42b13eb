import { certificateQr } from '#core/domain/scanned-code';
import type { CertificateContent } from '#core/domain/service-certificate';
import { showCheckCode } from '#core/domain/service-certificate';
import { sayMinutes } from '#core/domain/service-hours';
import { type Glyphs, printableLine } from './printable';
import { qrDrawing } from './qr-drawing';
import { wordDate } from './worded-date';

/** Room of a line of the body in characters. */
const BODY = 26;

/**
 * Words a certificate for service-certificate.typ: text already checked, dates already worded.
 *
 * @param codeLink see `certificateQr`
 * @throws DomainError for a character that cannot be printed, naming it and its field
 */
export function toCertificateInput(
  content: CertificateContent,
  { checkCode, codeLink }: { readonly checkCode: string; readonly codeLink: string | null },
  glyphs: Glyphs,
) {
  const line = (text: string, field: string, label: string) =>
    printableLine(text, { field, label, room: BODY }, glyphs) ?? '';
  const { volunteer } = content;
  const className = line(volunteer.className, 'className', '班级');
  const who = `${className === '' ? '' : `${className}班`.replace(/班班$/, '班')}${line(volunteer.name, 'name', '姓名')}同学（学号 ${line(volunteer.studentNo, 'studentNo', '学号')}）`;
  return {
    title: '志愿服务时数证明',
    number: line(content.number, 'number', '编号'),
    body: [
      `兹证明${who}于${wordDate(content.from)}至${wordDate(content.to)}期间，参加我系“学业困难学生帮扶”志愿服务，对结对同学进行一对一学业帮扶共 ${content.sessions} 次，服务时数合计 ${sayMinutes(content.minutes)}。`,
      '以上时数只计经受帮扶同学逐次确认的服务。',
      '特此证明。',
    ],
    months: content.months.map(({ month, sessions, minutes }) => ({
      month: `${month.slice(0, 4)}年${Number(month.slice(5))}月`,
      sessions: String(sessions),
      hours: sayMinutes(minutes),
    })),
    sessions: String(content.sessions),
    hours: sayMinutes(content.minutes),
    departmentName: line(content.departmentName, 'departmentName', '系名'),
    issuedOn: wordDate(content.issuedOn),
    replaces:
      content.replaces === null
        ? null
        : `本证明代替${line(content.replaces, 'replaces', '被代替的编号')}，该证明同时作废。`,
    check: `查验码：${showCheckCode(checkCode)}`,
    howToCheck: `查验：${codeLink === null ? '' : '用微信扫二维码；或'}打开本系小程序登录页，点“查验志愿服务证明”，${codeLink === null ? '扫二维码或' : ''}填写查验码，不需要账号。`,
    qr: qrDrawing(certificateQr(content.number, checkCode, codeLink)),
  };
}
