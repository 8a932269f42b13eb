import { readCheckCode, showCheckCode } from './service-certificate';
import { readStudentCode } from './student-code';

/**
 * What a QR code holds that one phone or paper shows to another. Where the department has a link registered
 * in WeChat's console (扫普通链接二维码打开小程序), scanning opens the page that reads it; elsewhere the text says
 * by itself what it is, and the page reads it by its own 扫码.
 *
 * @param link without a slash at the end, e.g. `https://example.edu.cn/xueye`; null: none is registered
 */
export const certificateQr = (number: string, checkCode: string, link: string | null): string =>
  link === null
    ? `志愿服务时数证明 ${number}\n查验码 ${showCheckCode(checkCode)}`
    : `${link}/certificate?n=${encodeURIComponent(number)}&c=${checkCode}`;

/** @param link as for `certificateQr` */
export const helpQr = (helpCode: string, link: string | null): string =>
  link === null ? `志愿帮扶确认码 ${helpCode}` : `${link}/help?c=${helpCode}`;

export interface ScannedCertificate {
  /** As the paper has it; "": the code alone was scanned. */
  readonly number: string;
  /** `K7QM-2F4T-9XWC` */
  readonly checkCode: string;
}

/** @returns null where it is no certificate's */
export function readCertificateQr(scanned: string): ScannedCertificate | null {
  const code = readCheckCode(argumentOf(scanned, 'c') ?? /查验码\s*(\S+)/.exec(scanned)?.[1] ?? scanned);
  if (code === null) return null;
  const number = argumentOf(scanned, 'n') ?? /证明\s*(\S+号)/.exec(scanned)?.[1] ?? '';
  return { number, checkCode: showCheckCode(code) };
}

/** @returns null where it is no code of six digits */
export const readHelpQr = (scanned: string): string | null =>
  readStudentCode(argumentOf(scanned, 'c') ?? /确认码\s*(\S+)/.exec(scanned)?.[1] ?? scanned);

/** An argument of a link; null: it is no link, or lacks it. */
function argumentOf(text: string, name: string): string | null {
  const found = /^https?:/.test(text) ? new RegExp(`[?&]${name}=([^&#]*)`).exec(text)?.[1] : undefined;
  return found === undefined ? null : decoded(found);
}

/** Whatever was scanned: what is no encoding stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
