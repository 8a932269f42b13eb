import type { ServiceFigures } from './commendation';
import { formatCredits } from './credits';
import { trimZeros } from './letter-content';
import { sayMinutes } from './service-hours';

/** 服务 3 小时，4 次 · 帮扶 1 人 · 挽回 16 学分, part by part. */
export const sayFigures = ({ minutes, sessions, students, recovered }: ServiceFigures): readonly string[] => [
  `服务 ${sayMinutes(minutes)}，${sessions} 次`,
  `帮扶 ${students} 人`,
  `挽回 ${trimZeros(formatCredits(recovered))} 学分`,
];
