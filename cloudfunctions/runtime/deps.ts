import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Deps } from '#core/application/ports';
import { chinaClock } from './clock';
import { openStorage } from './storage';
import { sharedStore } from './store';

/** What only some functions carry; asking another for it means that a call was routed wrongly. */
type Carried = Partial<Pick<Deps, 'spreadsheets' | 'papers' | 'invitationImages'>>;

const notCarried = (part: string) => async (): Promise<never> => {
  throw new Error(`this function carries no ${part}`);
};

/** Everything outside the application, once for each instance. */
export const cloudDeps =
  (carried: Carried = {}) =>
  async (): Promise<Deps> => ({
    store: await sharedStore(),
    clock: chinaClock,
    ids: { next: () => uuidv7() },
    hasher: { sha256: (data) => createHash('sha256').update(data).digest('hex') },
    random: (count) => randomBytes(count),
    storage: openStorage(),
    spreadsheets: carried.spreadsheets ?? {
      read: notCarried('spreadsheets'),
      inspect: notCarried('spreadsheets'),
      rejected: notCarried('spreadsheets'),
      template: notCarried('spreadsheets'),
    },
    papers: carried.papers ?? {
      talkRecords: notCarried('papers'),
      letters: notCarried('papers'),
      lettersDocx: notCarried('papers'),
      checkLetterTemplate: notCarried('papers'),
      letterTemplate: notCarried('papers'),
      whyUnprintable: notCarried('papers'),
      envelopes: notCarried('papers'),
      jointMeeting: notCarried('papers'),
      archive: notCarried('papers'),
      mailList: notCarried('papers'),
      activationSheet: notCarried('papers'),
      certificate: notCarried('papers'),
      conference: notCarried('papers'),
      summary: notCarried('papers'),
      summaryWorkbook: notCarried('papers'),
      commendations: notCarried('papers'),
      hoursList: notCarried('papers'),
    },
    invitationImages: carried.invitationImages ?? { draw: notCarried('mini-program codes') },
  });
