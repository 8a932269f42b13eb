import type { FileLink, UploadTicket } from '#core/contract/outputs';
import { ApiError, call } from './api';

export interface ChosenFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** A temporary path of this phone. */
  readonly path: string;
}

/** Lets the person choose one spreadsheet from a chat; null: changed their mind. */
export const chooseSpreadsheet = (): Promise<ChosenFile | null> =>
  chooseFile(['csv', 'tsv', 'xlsx', 'xls', 'json']);

function chooseFile(extension: string[]): Promise<ChosenFile | null> {
  return new Promise((resolve, reject) => {
    wx.chooseMessageFile({
      count: 1,
      type: 'file',
      extension,
      success({ tempFiles }) {
        const file = tempFiles[0];
        resolve(file ? { name: file.name, size: file.size, path: file.path } : null);
      },
      fail({ errMsg }) {
        if (errMsg.includes('cancel')) resolve(null);
        else reject(new ApiError('FILE', '没有取到文件，请重试。'));
      },
    });
  });
}

/** Lets the person choose one .docx from a chat; null: changed their mind. */
export const chooseDocument = (): Promise<ChosenFile | null> => chooseFile(['docx']);

/** Sends a .docx template straight to storage. @returns the id by which `papers.save-template` finds it */
export const uploadTemplate = async (file: ChosenFile): Promise<string> =>
  sendChosen(file, await call('letters.template-upload', { size: file.size }));

/** Sends a file straight to storage. @returns the id by which `imports.preview` finds it */
export const uploadImport = async (file: ChosenFile): Promise<string> =>
  sendChosen(file, await call('imports.upload', { fileName: file.name, size: file.size }));

async function sendChosen({ name, path }: ChosenFile, { fileId, upload }: UploadTicket): Promise<string> {
  await sendFile(path, upload, `「${name}」没有上传成功，请重试。`);
  return fileId;
}

/** Puts a file of this phone where a ticket says. @param refused what to say where storage declines */
export async function sendFile(
  path: string,
  { url, method, headers }: UploadTicket['upload'],
  refused: string,
): Promise<void> {
  await sendBytes(await readBytes(path), { url, method, headers }, refused);
}

/** The same of bytes in hand. */
export async function sendBytes(
  data: ArrayBuffer,
  { url, method, headers }: UploadTicket['upload'],
  refused: string,
): Promise<void> {
  const { statusCode } = await request({ url, method, header: { ...headers }, data });
  if (statusCode < 200 || statusCode >= 300) throw new ApiError('UPLOAD', refused);
}

/** What a paper may be called on the phone: its kind, never whose it is. */
const PAPER_KINDS = [
  '谈话记录表',
  '拒收的行',
  '导入模板',
  '预警通知书',
  '通知书模板',
  '信封',
  '挂号信清单',
  '面谈邀请',
  '面谈纪要',
  '志愿服务时数证明',
  '志愿服务时数',
  '学生档案',
  '学期总结',
  '学业预警名单',
  '诊断会纪要',
  '志愿者表彰名单',
] as const;
const OTHER_PAPER = '材料';
const PAPER_TYPES = ['pdf', 'docx', 'xlsx', 'json'] as const;
type PaperType = (typeof PAPER_TYPES)[number];

/** Always the same for a kind, so that the next paper takes the place of the last one. */
const paperPath = (kind: string, type: PaperType) => `${wx.env.USER_DATA_PATH}/${kind}.${type}`;

/** Fetches a paper by its short-lived link and opens it; WeChat shows the file's name above it. */
export async function openPaper(link: FileLink): Promise<void> {
  const { filePath, fileType, kind } = await fetchPaper(link);
  await new Promise<void>((resolve, reject) => {
    wx.openDocument({
      filePath,
      // WeChat shows no JSON: that is passed on.
      fileType: fileType === 'json' ? 'pdf' : fileType,
      showMenu: true,
      success: () => resolve(),
      fail: () => reject(new ApiError('OPEN', `「${kind}」没有打开，请重试。`)),
    });
  });
}

/** Fetches a file that WeChat cannot show and hands it to a chat of the person's choice. */
export async function passOn(link: FileLink): Promise<void> {
  const { filePath, fileType, kind } = await fetchPaper(link);
  await new Promise<void>((resolve, reject) => {
    wx.shareFileMessage({
      filePath,
      fileName: `${kind}.${fileType}`,
      success: () => resolve(),
      fail({ errMsg }) {
        if (errMsg.includes('cancel')) resolve();
        else reject(new ApiError('OPEN', `「${kind}」没有发出，请重试。`));
      },
    });
  });
}

async function fetchPaper({
  url,
  fileName,
}: FileLink): Promise<{ readonly filePath: string; readonly fileType: PaperType; readonly kind: string }> {
  const fileType = PAPER_TYPES.find((type) => fileName.toLowerCase().endsWith(`.${type}`)) ?? 'pdf';
  const kind = PAPER_KINDS.find((known) => fileName.startsWith(known)) ?? OTHER_PAPER;
  const filePath = paperPath(kind, fileType);
  await removeFile(filePath);
  await download(url, filePath);
  return { filePath, fileType, kind };
}

/** Leaves no paper on this phone. */
export async function removePapers(): Promise<void> {
  const kinds = [...PAPER_KINDS, OTHER_PAPER];
  const paths = kinds.flatMap((kind) => PAPER_TYPES.map((type) => paperPath(kind, type)));
  await Promise.all(paths.map(removeFile));
}

const offline = () => new ApiError('OFFLINE', '没有连上服务器。请检查网络后重试。');

/**
 * What a file on this phone holds.
 *
 * @param what it is called where it cannot be read
 * @throws ApiError FILE
 */
export function readBytes(filePath: string, what = '文件'): Promise<ArrayBuffer> {
  const unread = () => new ApiError('FILE', `${what}读不出来，请重新选择。`);
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().readFile({
      filePath,
      success: ({ data }) => (typeof data === 'string' ? reject(unread()) : resolve(data)),
      fail: () => reject(unread()),
    });
  });
}

function request(
  options: Pick<WechatMiniprogram.RequestOption, 'url' | 'method' | 'header' | 'data'>,
): Promise<{ statusCode: number }> {
  return new Promise((resolve, reject) => {
    wx.request({ ...options, timeout: 60_000, success: resolve, fail: () => reject(offline()) });
  });
}

/** Where there is none, there is nothing to do. */
function removeFile(filePath: string): Promise<void> {
  return new Promise((resolve) => {
    wx.getFileSystemManager().unlink({ filePath, complete: () => resolve() });
  });
}

async function download(url: string, filePath: string): Promise<void> {
  const { statusCode } = await new Promise<{ statusCode: number }>((resolve, reject) => {
    wx.downloadFile({ url, filePath, timeout: 60_000, success: resolve, fail: () => reject(offline()) });
  });
  if (statusCode === 200) return;
  // What came is the refusal, not the paper.
  await removeFile(filePath);
  throw new ApiError('DOWNLOAD', '这份材料的链接已过期，请再打开一次。');
}
