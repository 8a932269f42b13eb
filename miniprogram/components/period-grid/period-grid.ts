import { PERIOD_BLOCKS, periodLabel } from '#core/domain/weekly-period';

const DAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];

interface Cell {
  readonly period: string;
  readonly label: string;
  readonly isOn: boolean;
}

/** 空闲时间 as a grid to tap: a row a day, a column for two class periods. */
Component({
  properties: {
    chosen: { type: Array, value: [] as string[] },
  },
  data: {
    blocks: PERIOD_BLOCKS.map((block) => block.replace('第', '').replace('节', '')),
    rows: [] as { day: string; cells: readonly Cell[] }[],
  },
  observers: {
    chosen(chosen: readonly string[]) {
      this.setData({ rows: rowsOf(chosen) });
    },
  },
  lifetimes: {
    attached() {
      this.setData({ rows: rowsOf(this.data.chosen as string[]) });
    },
  },
  methods: {
    onTap({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const { period } = currentTarget.dataset as { period: string };
      const held = this.data.chosen as string[];
      const chosen = held.includes(period) ? held.filter((one) => one !== period) : [...held, period].sort();
      this.setData({ chosen });
      this.triggerEvent('choose', { chosen });
    },
  },
});

const rowsOf = (chosen: readonly string[]) =>
  DAYS.map((day, at) => ({
    day,
    cells: PERIOD_BLOCKS.map((_, block): Cell => {
      const period = `${at + 1}-${block + 1}`;
      return { period, label: periodLabel(period), isOn: chosen.includes(period) };
    }),
  }));
