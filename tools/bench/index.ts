import { mkdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatTable } from '../office/text-table';
import { applyToPostgres } from './apply-to-postgres';
import { bundleLoad } from './bundle-load';
import { criteria } from './criteria';
import { duties } from './duties';
import { hostile } from './hostile';
import { importToTiers } from './import-to-tiers';
import { letters } from './letters';
import { linear } from './linear';
import { type Bench, closing, judge, type Measurement, TOLERANCE, type Verdict } from './measure';
import { oversight } from './oversight';
import { pairing } from './pairing';
import { send } from './send';
import { summary } from './summary';
import { sweep } from './sweep';
import { walls } from './walls';
import { workbook } from './workbook';

/** `npm run bench`: speed and memory as ratios against a named peer, measured in the same run. */
const BENCHES: Readonly<Record<string, Bench>> = {
  'import-to-tiers': importToTiers,
  linear,
  'apply-to-postgres': applyToPostgres,
  workbook,
  hostile,
  criteria,
  'bundle-load': bundleLoad,
  letters,
  pairing,
  duties,
  oversight,
  summary,
  sweep,
  walls,
  send,
};
const CACHE = resolve(import.meta.dirname, '../../.cache/bench');

const HELP = `用法：npm run bench -- [--quick] [名称…]

  --quick   小规模跑一遍，只看能否运行、答案对不对，数字不作数
  名称      ${Object.keys(BENCHES).join('、')}；不写则全部

一项测不成，其余的照常测完；最后一行写明哪几项没有达到目标、哪几项没有测成。
本项目和对照交替运行，各是一个完整的进程；比值是各轮比值的中位数。
退出码：0 没有超过界限；1 超过，或没有测成；2 参数不对。
时间的界限是目标的 ${TOLERANCE} 倍（机器上常有别的事），内存的界限就是目标。
`;

const VERDICTS: Readonly<Record<Verdict, string>> = {
  reached: '达到',
  'within-tolerance': '略超目标，未超界限',
  missed: '未达到',
};

const time = (ms: number) => (ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(1)} ms`);

/** Two places, or two digits where it is small. */
const figure = (value: number) =>
  String(value < 0.1 ? Number(value.toPrecision(2)) : Number(value.toFixed(2)));

function report(measurements: readonly Measurement[]): string {
  const rows = measurements.map((one) => [
    one.name,
    time(one.ours),
    `${time(one.peer)}（${one.peerName}）`,
    figure(one.ratio),
    `≤ ${figure(one.aim)}`,
    `${Math.round(one.peakRss)} MB`,
    one.aimRss === null ? '' : `≤ ${one.aimRss} MB`,
    VERDICTS[judge(one)],
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
  const notes = measurements.filter(({ note }) => note !== '').map(({ name, note }) => `  ${name}：${note}`);
  return [...formatTable(columns, rows), '', ...notes].join('\n');
}

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
      allowPositionals: true,
    });
    const unknown = positionals.find((name) => !Object.hasOwn(BENCHES, name));
    if (unknown !== undefined) return { wrong: `没有“${unknown}”这一项。` };
    return { isQuick: values.quick, isHelp: values.help, names: positionals };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

async function run(isQuick: boolean, names: readonly string[]): Promise<boolean> {
  mkdirSync(CACHE, { recursive: true });
  const measurements: Measurement[] = [];
  const failed: string[] = [];
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const progress = (text: string) => console.error(`  ${name}：${text}`);
    try {
      measurements.push(...(await bench({ isQuick, cache: CACHE, progress })));
    } catch (error) {
      console.error(`${name} 没有测成：${error instanceof Error ? error.message : String(error)}`);
      failed.push(name);
    }
  }
  if (measurements.length > 0) console.log(report(measurements));
  const machine = `Node ${process.versions.node}，${cpus().length} 核，测完时负载 ${(loadavg()[0] ?? 0).toFixed(1)}`;
  console.log(isQuick ? '小规模试跑，数字不作数。' : machine);
  const missed = isQuick ? [] : measurements.filter((one) => judge(one) === 'missed');
  const { text, isSound } = closing(
    missed.map((one) => one.name),
    failed,
  );
  console.log(text);
  return isSound;
}

const options = readOptions();
if ('wrong' in options) {
  console.error(`${options.wrong}\n${HELP}`);
  process.exitCode = 2;
} else if (options.isHelp) console.log(HELP);
else process.exitCode = (await run(options.isQuick, options.names)) ? 0 : 1;
