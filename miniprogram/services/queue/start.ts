import { getMe, onPerson } from '../session';
import { listEntries } from './entries';
import { fetchKey, forgetKey } from './key';
import { flush } from './queue';

/** Who was signed in last and has not signed out: whose queue it is before the network is back. */
const PERSON_KEY = 'queue-person';
const EVERY_MS = 60_000;

export const lastPerson = (): string => String(wx.getStorageSync(PERSON_KEY) ?? '');

/** Once for each start of the app: what waits leaves when somebody is there and the network is. */
export function startQueue(): void {
  onPerson((me) => {
    if (me === null) {
      forgetKey();
      wx.removeStorageSync(PERSON_KEY);
      return;
    }
    if (lastPerson() !== me.personId) wx.setStorageSync(PERSON_KEY, me.personId);
    // In hand before a signal is lost.
    fetchKey(me.personId).then(flush, () => undefined);
  });
  wx.onNetworkStatusChange(({ isConnected }) => {
    if (isConnected) resumeQueue();
  });
  setInterval(resumeQueue, EVERY_MS);
}

/** Nobody is signed in for it who has signed out. */
export function resumeQueue(): void {
  const personId = lastPerson();
  if (personId === '' || !listEntries(personId).some(({ state }) => state === 'waiting')) return;
  getMe().then(flush, () => undefined);
}
