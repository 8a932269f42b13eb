const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
/** Set by Tencent Cloud in its functions and containers, or for this project's own (docs/deployment.md). */
const CLOUD_VARIABLE =
  /^(TCB_.+|TENCENTCLOUD_.+|SCF_.+|CLOUDBASE_.+|WECHAT_APP_.+|TICKET_.+|STORAGE_BUCKET)$/;

/**
 * Demo sign-in hands out anyone's session: it must never listen beyond this machine, nor run in a
 * cloud.
 *
 * @throws Error in Chinese, for the console
 */
export function refuseUnlessLocal(host: string, env: NodeJS.ProcessEnv): void {
  const found = Object.keys(env).find((name) => CLOUD_VARIABLE.test(name) && env[name]);
  if (found)
    throw new Error(`检测到云端环境变量 ${found}。本地演示不能在云端运行；请用 npm run build 构建后部署。`);
  if (!LOOPBACK.has(host)) throw new Error(`演示只能在本机打开：不能监听 ${host}，请用 127.0.0.1。`);
}

/** A page elsewhere that resolves its own name to this machine (DNS rebinding) sends its own Host. */
export function isLocalHostHeader(header: string | undefined): boolean {
  if (!header) return false;
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(header);
}

/** Requests that a page of another origin makes in this browser. */
export function isForeignOrigin(origin: string | undefined, host: string): boolean {
  return origin !== undefined && origin !== 'null' && origin !== `http://${host}`;
}
