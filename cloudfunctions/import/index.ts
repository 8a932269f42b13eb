import { importHandlers } from '#core/application/handlers-import';
import { cloudDeps } from '../runtime/deps';
import { createDispatch } from '../runtime/dispatch';
import { spreadsheets } from './spreadsheets';

export const main = createDispatch('import', importHandlers, cloudDeps({ spreadsheets }));
