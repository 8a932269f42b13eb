import { listEntries } from '../../services/queue/entries';
import { lastPerson } from '../../services/queue/key';
import { onQueueChange } from '../../services/queue/queue';
import { sayQueue } from '../../views/queue';

/** What waits on this phone to be sent, and the way there; nothing where nothing does. Needs no network. */
Component({
  data: { text: '', tone: 'due' },
  lifetimes: {
    attached() {
      this.end = onQueueChange(() => this.show());
      this.show();
    },
    detached() {
      this.end();
    },
  },
  pageLifetimes: {
    show() {
      this.show();
    },
  },
  methods: {
    end: () => undefined as unknown,
    show() {
      const personId = lastPerson();
      this.setData(personId === '' ? { text: '' } : sayQueue(listEntries(personId)));
    },
    onOpen() {
      wx.navigateTo({ url: '/pages/queue/queue' });
    },
  },
});
