import { papersHandlers } from '#core/application/handlers-papers';
import { cloudDeps } from '../runtime/deps';
import { createDispatch } from '../runtime/dispatch';
import { openCodeImages } from './code-images';
import { openRenderer } from './renderer';

export const main = createDispatch(
  'papers',
  papersHandlers,
  cloudDeps({ papers: openRenderer(__dirname), invitationImages: openCodeImages(process.env) }),
);
