import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatTable } from '../office/text-table';
import { bundleLoad } from './bundle-load';
import { importToTiers } from './import-to-tiers';
import type { Bench, Measurement } from './measure';

const BENCHES: Readonly<Record<string, Bench>> = {
  'import-to-tiers': importToTiers,
  'bundle-load': bundleLoad,
};

const HELP = `用法：npm run bench -- [--quick] [名称…]

  --quick   小规模跑一遍，只看能否运行，数字不作数
  名称      ${Object.keys(BENCHES).join('、')}；不写则全部
`;

const time = (ms: number) => (ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(1)} ms`);

const isReached = ({ ours, peer, aim, peakRss, aimRss }: Measurement): boolean =>
  ours / peer <= aim && (peakRss === null || aimRss === null || peakRss <= aimRss);

function report(measurements: readonly Measurement[]): string {
  const rows = measurements.map((one) => [
    one.name,
    time(one.ours),
    `${time(one.peer)}（${one.peerName}）`,
    (one.ours / one.peer).toFixed(2),
    `≤ ${Number(one.aim.toFixed(2))}`,
    one.peakRss === null ? '' : `${Math.round(one.peakRss)} MB`,
    one.aimRss === null ? '' : `≤ ${one.aimRss} MB`,
    isReached(one) ? '达到' : '未达到',
  ]);
  const columns = [
    { title: '项目' },
    { title: '本项目', align: 'right' },
    { title: '对照', align: 'right' },
    { title: '比值', align: 'right' },
    { title: '目标', align: 'right' },
    { title: '内存峰值', align: 'right' },
    { title: '目标', align: 'right' },
    { title: '' },
  ] as const;
  return formatTable(columns, rows).join('\n');
}

const { values, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
  allowPositionals: true,
});
const unknown = positionals.find((name) => !Object.hasOwn(BENCHES, name));
if (values.help || unknown !== undefined) {
  console.log(unknown === undefined ? HELP : `没有“${unknown}”这一项。\n${HELP}`);
  process.exitCode = unknown === undefined ? 0 : 2;
} else {
  const temporary = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const measurements: Measurement[] = [];
    for (const [name, bench] of Object.entries(BENCHES)) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      console.error(`正在测 ${name}……`);
      try {
        measurements.push(...(await bench({ isQuick: values.quick, temporary })));
      } catch (error) {
        console.error(`${name} 没有测成：${error instanceof Error ? error.message : String(error)}`);
        process.exitCode = 1;
      }
    }
    if (measurements.length > 0) console.log(report(measurements));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
