import type { ActivationSheetPaper } from '#core/application/ports/activation-sheets';
import { type Glyphs, printableLine } from './printable';
import { wordDate } from './worded-date';

/** Room of a line of a slip in characters. */
const SLIP = 14;

/**
 * Words slips for activation-sheet.typ: text already checked, dates already worded.
 *
 * @throws DomainError for a character that cannot be printed, naming it and its field
 */
export function toActivationSheetInput(
  { departmentName, slips, expiresOn }: ActivationSheetPaper,
  glyphs: Glyphs,
) {
  const hasPictures = slips.some(({ picture }) => picture !== null);
  const line = (text: string, field: string, label: string) =>
    printableLine(text, { field, label, room: SLIP }, glyphs) ?? '';
  return {
    title: '激活单',
    departmentName: line(departmentName, 'departmentName', '系名'),
    until: `${wordDate(expiresOn)}（含当天）前有效，用一次即失效。`,
    how: hasPictures
      ? '微信扫右边的码；或打开“学业帮扶”小程序，填工号（学号）和激活码。只限本人，请勿拍照转发；丢失请告诉系学工办。'
      : '微信里打开“学业帮扶”小程序，填工号（学号）和激活码。只限本人，请勿拍照转发；丢失请告诉系学工办。',
    slips: slips.map(({ name, workNo, code, picture }) => ({
      name: line(name, 'name', '姓名'),
      workNo: line(workNo, 'workNo', '工号（学号）'),
      code,
      picture: picture && { bytes: [...picture.bytes], format: picture.type },
    })),
  };
}
