import { createCloudbaseStorage } from '#adapters/storage/cloudbase-storage';
import { chinaClock } from './clock';
import { cloudbaseOrigin, requireVariable } from './environment';

/** The bucket of this environment. @throws Error naming the variable that is missing */
export const openStorage = () =>
  createCloudbaseStorage({
    origin: cloudbaseOrigin(),
    apiKey: requireVariable('CLOUDBASE_API_KEY'),
    bucket: process.env.STORAGE_BUCKET || 'files',
    clock: chinaClock,
  });
