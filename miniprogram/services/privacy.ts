const PAGE = 'pages/privacy/privacy';

/** The way back to where the person was going, as an address of this app. */
function hereAddress(): string {
  const here = getCurrentPages().at(-1);
  if (!here) return '/pages/today/today';
  const options = Object.entries(here.options).map(([name, value]) => `${name}=${value ?? ''}`);
  return `/${here.route}${options.length === 0 ? '' : `?${options.join('&')}`}`;
}

/**
 * Opens the privacy guide in place of the page that was refused; from there the person goes on to it.
 * Several refused calls of one page open it once.
 *
 * @returns resolves only where it is open already or could not be opened: then the refusal is shown
 */
export function askForConsent(): Promise<void> {
  if (getCurrentPages().at(-1)?.route === PAGE) return Promise.resolve();
  return new Promise((resolve) => {
    wx.reLaunch({ url: `/${PAGE}?next=${encodeURIComponent(hereAddress())}`, fail: () => resolve() });
  });
}

type Answer = (answer: { readonly event: 'agree' | 'disagree'; readonly buttonId?: string }) => void;
let waiting: Answer | undefined;

/** The id of the button by whose tap WeChat learns of the agreement. */
export const AGREE_BUTTON = 'privacy-agree';

/**
 * WeChat asks before an interface of PRIVACY_APIS is used where the person has not agreed before WeChat
 * itself: our guide is shown, and its button answers.
 */
export function handleWechatQuestion(): void {
  // Older versions of WeChat ask by themselves.
  if (typeof wx.onNeedPrivacyAuthorization !== 'function') return;
  wx.onNeedPrivacyAuthorization((resolve: unknown) => {
    waiting?.({ event: 'disagree' });
    // The typings speak of a result; WeChat's guide of a function that takes the answer.
    waiting = resolve as Answer;
    if (getCurrentPages().at(-1)?.route !== PAGE) wx.navigateTo({ url: `/${PAGE}?asked=1` });
  });
}

/** What the person answered, passed on to the call that waits for it; none may. */
export function answerWechat(event: 'agree' | 'disagree'): void {
  waiting?.(event === 'agree' ? { event, buttonId: AGREE_BUTTON } : { event });
  waiting = undefined;
}
