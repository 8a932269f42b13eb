import { toFailure } from '../views/failure';

/** A page that reads what it shows: it waits, fails with a way to ask again, and is read anew on a pull. */
interface Reading {
  setData(change: object): void;
  read(): Promise<void>;
}

interface Loading {
  setData(change: object): void;
  load(isSame: boolean): Promise<void>;
}

/** Data of such a page until it is read; the failure is what page-frame shows. */
export const UNREAD = { state: 'loading', failureTitle: '', failureMessage: '', failureAction: 'retry' };

/** For a page whose `read` is its own. */
export const asksAgain = {
  onRetry(this: Reading): void {
    this.setData({ state: 'loading' });
    void this.read();
  },
};

/** `read` runs the page's `load`; what fails there stands in place of the page. */
export const reads = {
  ...asksAgain,

  /** @param isSame coming back to a list: as far as one had read, and stays where one was */
  async read(this: Loading, isSame = false): Promise<void> {
    try {
      await this.load(isSame);
    } catch (error) {
      this.setData({ state: 'error', ...toFailure(error) });
    }
  },
};

/** With `enablePullDownRefresh` in the page's json. */
export const asksAgainOnPull = {
  async onPullDownRefresh(this: Reading): Promise<void> {
    await this.read();
    wx.stopPullDownRefresh();
  },
};
