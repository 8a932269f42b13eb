import { apiHandlers } from '#core/application/handlers-api';
import { cloudDeps } from '../runtime/deps';
import { createDispatch } from '../runtime/dispatch';

export const main = createDispatch('api', apiHandlers, cloudDeps());
