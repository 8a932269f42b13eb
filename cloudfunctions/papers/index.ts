import { paperHandlers } from '#core/application/handlers';
import { cloudDeps } from '../runtime/deps';
import { createDispatch } from '../runtime/dispatch';
import { openRenderer } from './renderer';

export const main = createDispatch('papers', paperHandlers, cloudDeps({ papers: openRenderer(__dirname) }));
