import { DomainError } from './errors';

/** What China Post prints on 挂号信: two letters and eleven digits, thirteen digits, or the international form. */
const DOMESTIC = /^(?:[A-Z]{2}\d{11}|\d{13})$/;
const INTERNATIONAL = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/;
/** Of UPU S10, for its check digit. */
const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];

/**
 * A mail number as typed or scanned: full-width signs, blanks, hyphens and small letters do not matter.
 *
 * @throws DomainError MAIL_NUMBER_MISSING or MAIL_NUMBER_INVALID, saying what a number looks like
 */
export function parseMailNumber(typed: string): string {
  const number = typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (number === '') throw invalid('MAIL_NUMBER_MISSING', '请填写或扫描挂号信收据上的邮件号码。');
  if (DOMESTIC.test(number)) return number;
  const [, digits, check] = INTERNATIONAL.exec(number) ?? [];
  if (digits === undefined) {
    const shown = [...number].slice(0, 20).join('');
    throw invalid(
      'MAIL_NUMBER_INVALID',
      `“${shown}”不像挂号信的号码。号码是 13 位：13 个数字，或两个字母加 11 个数字（如 XA12345678911）。`,
    );
  }
  if (checkDigitOf(digits) !== Number(check)) {
    throw invalid(
      'MAIL_NUMBER_INVALID',
      `号码 ${number} 的校验位不对，可能有一位抄错。请对照收据核对，或扫条码。`,
    );
  }
  return number;
}

function checkDigitOf(digits: string): number {
  const sum = WEIGHTS.reduce((all, weight, at) => all + weight * Number(digits[at]), 0);
  const rest = 11 - (sum % 11);
  return rest === 10 ? 0 : rest === 11 ? 5 : rest;
}

const invalid = (code: string, message: string) => new DomainError(code, message, 'mailNumber');
