import type { Me } from '#core/contract/outputs';
import type { Role } from '#core/domain/role';
import { actAs, call, signOut } from './api';
import { removePapers } from './files';
import { forgetKnown, keepKnown, readKnown } from './known';
import { orKnown } from './patient';
import { fetchKey, forgetPerson, lastPerson, rememberPerson, takeLent } from './queue/key';
import { forgetRecent } from './recent-students';

const ROLE_KEY = 'active-role';
let me: Promise<Me> | undefined;
let known: Me | null = null;

/** Who I was when last asked; null: nobody has asked, or nobody is signed in. Asks nothing. */
export const knownMe = (): Me | null => known;

/**
 * Who I am, asked once for each start of the app and after a switch of role. The key of drafts and queue
 * is in hand afterwards. Without a network, who was here last and has not signed out; asked again then.
 *
 * @throws ApiError
 */
export function getMe(): Promise<Me> {
  me ??= load().then(
    (found) => {
      known = found;
      for (const listener of listeners) listener(found);
      return found;
    },
    (error) => {
      me = undefined;
      throw error;
    },
  );
  return orKnown(me, lastMe);
}

async function lastMe(): Promise<Me | null> {
  const personId = lastPerson();
  if (personId === '' || (await takeLent(personId)) === null) return null;
  return readKnown('session.me', {})?.answer ?? null;
}

const listeners: ((me: Me | null) => void)[] = [];

/** Tells who is there each time it was asked, and null when the person signs out. */
export function onPerson(listener: (me: Me | null) => void): void {
  listeners.push(listener);
}

/** Who I am may have changed: the next question is asked anew. */
export function forgetMe(): void {
  me = undefined;
}

/** Acts in another of one's own roles; pages load anew with what that role sees. */
export function switchRole(role: Role): Promise<Me> {
  wx.setStorageSync(ROLE_KEY, role);
  actAs(role);
  me = undefined;
  return getMe();
}

/**
 * Forgets session, role, papers, names, the key and what was read on this phone; drafts and what waits to
 * be sent stay, and open when the person is there again.
 */
export async function leave(): Promise<void> {
  me = undefined;
  known = null;
  for (const listener of listeners) listener(null);
  wx.removeStorageSync(ROLE_KEY);
  forgetRecent();
  forgetKnown();
  forgetPerson();
  await removePapers();
  await signOut();
}

async function load(): Promise<Me> {
  const found = await ask();
  if (lastPerson() !== found.personId) rememberPerson(found.personId);
  // Without it drafts stay in memory until it comes.
  await fetchKey(found.personId).catch(() => undefined);
  keepKnown('session.me', {}, found);
  return found;
}

async function ask(): Promise<Me> {
  const kept: unknown = wx.getStorageSync(ROLE_KEY);
  actAs(typeof kept === 'string' && kept !== '' ? (kept as Role) : undefined);
  try {
    return await call('session.me', {});
  } catch (error) {
    // The kept role may have ended since: go on in the one that is in force.
    if (!(error instanceof Error && 'code' in error && error.code === 'ROLE_ENDED')) throw error;
    wx.removeStorageSync(ROLE_KEY);
    actAs(undefined);
    return call('session.me', {});
  }
}
