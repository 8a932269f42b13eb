/**
 * What the mini-program's window asks of the page around it, through `window.__preview`: the page is
 * the phone's WeChat. Set before the runtime starts.
 */
export interface Bridge {
  /** `wx.login`: a code for the person whose phone this is. */
  login(): Promise<string>;
  /** `wx.chooseMessageFile`: null when the person changed their mind. */
  pickFiles(): Promise<readonly File[] | null>;
  /** `wx.openDocument` */
  openDocument(document: { readonly url: string; readonly name: string }): void;
}
