import { reads, UNREAD } from '../../behaviors/asks-again';
import { call } from '../../services/api';
import { getMe } from '../../services/session';
import { sayDate } from '../../views/when';

/** What the counselor said to the volunteer, newest first. */
Page({
  ...reads,

  data: {
    ...UNREAD,
    messages: [] as readonly { id: string; head: string; text: string }[],
  },

  onShow() {
    void this.read();
  },

  async load() {
    const { today } = await getMe();
    const { items } = await call('guidance.mine', {});
    this.setData({
      state: 'content',
      messages: items.map(({ by, guidance, id, on }) => ({
        id,
        head: `${sayDate(on, today)} · ${by}`,
        text: guidance,
      })),
    });
  },
});
