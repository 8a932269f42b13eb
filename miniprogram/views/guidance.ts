import type { GuidanceItem, Input } from '#core/contract/index';
import { DomainError } from '#core/domain/errors';
import {
  GUIDANCE_RATING_LABELS,
  GUIDANCE_RATINGS,
  type GuidanceRating,
  validateGuidance,
} from '#core/domain/volunteer-guidance';
import { toLine, toSentence } from './line';
import { sayDate } from './when';

export const RATING_CHOICES = GUIDANCE_RATINGS.map((value) => ({
  value,
  label: GUIDANCE_RATING_LABELS[value],
}));

/** A conversation with a volunteer; the draft holds it. */
export interface GuidanceFields {
  readonly guidedOn: string;
  readonly guidance: string;
  readonly rating: GuidanceRating;
  readonly remark: string;
  readonly studentName: string;
}

export const toGuidanceInput = (
  { guidance, guidedOn, rating, remark }: GuidanceFields,
  id: string,
  pairingId: string,
): Input<'guidance.file'> => ({ id, pairingId, guidedOn, guidance, rating, remark });

/** The first thing that is wrong; null: may be sent. Comfort only, the server decides. */
export function wrongInGuidance(
  fields: GuidanceFields,
  firstDay: string,
  today: string,
  guidanceDays: number,
): { readonly field: string; readonly message: string } | null {
  try {
    validateGuidance(fields, firstDay, today, { guidanceDays });
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { field: error.field ?? 'guidance', message: toSentence(error.message) };
  }
}

export const toGuidanceRows = (items: readonly GuidanceItem[], today: string) =>
  items.map(({ by, guidance, id, on, rating, remark, volunteerName }) => ({
    id,
    head: toLine([sayDate(on, today), `${by}对${volunteerName}`, `评价：${GUIDANCE_RATING_LABELS[rating]}`]),
    guidance,
    remark: remark === '' ? '' : `说明：${remark}`,
  }));
