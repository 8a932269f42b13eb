import { call } from '../../services/api';
import { sentenceOf } from '../../views/failure';
import { sayRole } from '../../views/roster';

const SEARCH_PAUSE_MS = 400;
/** More than one can look through is a reason to type another letter. */
const SHOWN = 8;

interface Found {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

let timer = 0;
/** Answers of an older question are dropped. */
let question = 0;

/** Chooses one colleague by name or 工号; tells `choose` with the id and the name. */
Component({
  properties: {
    label: { type: String, value: '' },
    today: { type: String, value: '' },
    /** Whom it cannot be. */
    except: { type: String, value: '' },
  },
  data: { chosen: '', found: [] as readonly Found[], note: '' },
  methods: {
    onSearch({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      clearTimeout(timer);
      timer = setTimeout(() => void this.find(detail.value.trim().slice(0, 40)), SEARCH_PAUSE_MS);
    },
    async find(search: string) {
      question += 1;
      const asked = question;
      if (search === '') {
        this.setData({ found: [], note: '' });
        return;
      }
      try {
        const { items } = await call('roster.people', { search });
        if (asked !== question) return;
        const known = items.filter(
          ({ leftOn, personId }) => personId !== this.data.except && leftOn === null,
        );
        this.setData({
          found: known.slice(0, SHOWN).map((person) => ({
            id: person.personId,
            name: person.name,
            detail: [person.workNo, ...person.roles.map((held) => sayRole(held, this.data.today))].join(
              ' · ',
            ),
          })),
          note: known.length === 0 ? '没有找到这个人。请核对姓名或工号，或先添加人员。' : '',
        });
      } catch (error) {
        if (asked === question) this.setData({ note: sentenceOf(error) });
      }
    },
    onChoose({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const { id, name } = currentTarget.dataset as { id: string; name: string };
      this.setData({ chosen: name, found: [], note: '' });
      this.triggerEvent('choose', { id, name });
    },
    onAgain() {
      this.setData({ chosen: '' });
      this.triggerEvent('choose', { id: '', name: '' });
    },
  },
});
