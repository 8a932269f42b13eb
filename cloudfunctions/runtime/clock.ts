import type { Clock } from '#core/application/ports';

const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;

/** Asia/Shanghai has no summer time: UTC+8 the year round, whatever zone the machine is in. */
export const chinaClock: Clock = {
  today: () => new Date(Date.now() + CHINA_OFFSET_MS).toISOString().slice(0, 10),
  now: () => new Date().toISOString(),
};
