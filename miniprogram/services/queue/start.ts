import { getMe, onPerson } from '../session';
import { listEntries } from './entries';
import { lastPerson, renewKey } from './key';
import { flush } from './queue';

const EVERY_MS = 60_000;

/** Once for each start of the app: what waits leaves when somebody is there and the network is. */
export function startQueue(): void {
  onPerson((me) => {
    // Lent anew before a signal is lost.
    if (me !== null) renewKey(me.personId).then(flush, () => undefined);
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
