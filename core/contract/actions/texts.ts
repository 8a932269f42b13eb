import * as z from 'zod';
import { TEXT_CHECK_LEVELS } from '../../domain/text-check';
import { cursor, id } from './fields';

/** 平台提示: what WeChat made of a text. */
export const textActions = {
  'texts.hints': { fn: 'api', input: z.object({ cursor }) },
  'texts.settle': { fn: 'api', input: z.object({ id }) },
  'texts.set-level': { fn: 'api', input: z.object({ level: z.enum(TEXT_CHECK_LEVELS) }) },
} as const;
