import { assign } from '#core/domain/assignment';
import { createRandom } from './grade-file';

/** Solves one square of the size given and prints the milliseconds. */
const size = Number(process.argv[2]);
const random = createRandom(10);
const cost = new Int32Array(size * size);
for (let at = 0; at < cost.length; at++) cost[at] = Math.floor(random() * 1e6);
const startedAt = performance.now();
const { assigned } = assign({ rows: size, columns: size, cost });
if (assigned !== size) throw new Error(`${assigned} of ${size} have a place`);
process.stdout.write(String(performance.now() - startedAt));
