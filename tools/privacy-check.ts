import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PRIVACY_APIS } from '#core/domain/privacy-guide';

/**
 * Interfaces and abilities of buttons and inputs that WeChat gives only to who has declared them
 * (小程序用户隐私保护指引, 2026-11): each with the kind of information, as its console calls it.
 */
const WECHAT_PRIVACY: Readonly<Record<string, string>> = {
  getUserInfo: '微信昵称、头像',
  getUserProfile: '微信昵称、头像',
  chooseAvatar: '微信昵称、头像',
  nickname: '微信昵称、头像',
  getLocation: '位置信息',
  getFuzzyLocation: '位置信息',
  chooseLocation: '位置信息',
  choosePoi: '位置信息',
  onLocationChange: '位置信息',
  startLocationUpdate: '位置信息',
  startLocationUpdateBackground: '位置信息',
  chooseAddress: '地址',
  chooseInvoice: '发票信息',
  chooseInvoiceTitle: '发票信息',
  chooseLicensePlate: '车牌号',
  getWeRunData: '微信运动步数',
  getPhoneNumber: '手机号',
  getRealtimePhoneNumber: '手机号',
  chooseImage: '选中的照片或视频信息',
  chooseMedia: '选中的照片或视频信息',
  chooseVideo: '选中的照片或视频信息',
  chooseMessageFile: '选中的文件',
  saveImageToPhotosAlbum: '相册（仅写入）权限',
  saveVideoToPhotosAlbum: '相册（仅写入）权限',
  startRecord: '麦克风',
  getRecorderManager: '麦克风',
  joinVoIPChat: '麦克风',
  createCameraContext: '摄像头',
  camera: '摄像头',
  scanCode: '摄像头',
  createVKSession: '摄像头',
  addPhoneContact: '通讯录（仅写入）权限',
  addPhoneCalendar: '日历（仅写入）权限',
  addPhoneRepeatCalendar: '日历（仅写入）权限',
  setClipboardData: '剪切板',
  getClipboardData: '剪切板',
  openBluetoothAdapter: '蓝牙',
  createBLEPeripheralServer: '蓝牙',
  startAccelerometer: '加速传感器',
  startCompass: '磁场传感器',
  startDeviceMotionListening: '方向传感器',
  startGyroscope: '陀螺仪传感器',
};

export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Compares what the pages use with what the privacy guide declares, both ways.
 *
 * @param sources scripts and templates of the mini-program
 * @param app app.json
 * @returns a sentence for each difference
 */
export function privacyProblems(
  sources: readonly SourceFile[],
  app: { readonly __usePrivacyCheck__?: unknown },
  declared: readonly { readonly api: string }[] = PRIVACY_APIS,
): readonly string[] {
  const used = new Map<string, string>();
  for (const { name, text } of sources) {
    for (const api of name.endsWith('.wxml') ? usedByTemplate(text) : usedByScript(text)) {
      if (Object.hasOwn(WECHAT_PRIVACY, api) && !used.has(api)) used.set(api, name);
    }
  }
  const listed = new Set(declared.map(({ api }) => api));
  return [
    ...(app.__usePrivacyCheck__ === true ? [] : ['app.json 没有写 "__usePrivacyCheck__": true。']),
    ...[...used]
      .filter(([api]) => !listed.has(api))
      .map(
        ([api, name]) =>
          `${name} 用到 ${api}（${WECHAT_PRIVACY[api]}），隐私说明没有声明。请在 core/domain/privacy-guide.ts 的 PRIVACY_APIS 里写明用途，并换一个版本。`,
      ),
    ...[...listed]
      .filter((api) => !used.has(api))
      .map((api) => `隐私说明声明了 ${api}，但没有哪一页用到它。请从 PRIVACY_APIS 里去掉，并换一个版本。`),
  ];
}

/** `wx.name(`, `wx.name?.(`, `wx['name']`, and names taken out of `wx`. */
function usedByScript(text: string): readonly string[] {
  const taken = [...text.matchAll(/\{([^{}]*)\}\s*=\s*wx\b/g)].flatMap(([, names]) =>
    (names ?? '').split(',').map((name) => (name.split(':')[0] ?? '').trim()),
  );
  const called = [...text.matchAll(/\bwx\s*(?:\?\.|\.)\s*([A-Za-z]+)|\bwx\s*\[\s*['"]([A-Za-z]+)['"]\s*\]/g)];
  return [...taken, ...called.map(([, dotted, quoted]) => dotted ?? quoted ?? '')];
}

function usedByTemplate(text: string): readonly string[] {
  const abilities = [...text.matchAll(/\bopen-type\s*=\s*"([^"]*)"/g)].flatMap(
    ([, value]) => value?.match(/[A-Za-z]+/g) ?? [],
  );
  const nickname = /<input\b[^>]*\btype\s*=\s*"nickname"/.test(text) ? ['nickname'] : [];
  const camera = /<camera\b/.test(text) ? ['camera'] : [];
  return [...abilities, ...nickname, ...camera];
}

/** Scripts and templates under a folder. */
export function readSources(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|wxml)$/.test(name))
    .sort()
    .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = path.resolve(import.meta.dirname, '../miniprogram');
  const app = JSON.parse(readFileSync(path.join(folder, 'app.json'), 'utf8')) as Record<string, unknown>;
  const problems = privacyProblems(readSources(folder), app);
  for (const problem of problems) console.error(`✗ ${problem}`);
  process.exit(problems.length === 0 ? 0 : 1);
}
