/** @throws Error naming the missing variable, so that a deployment without it is told at its first call */
export function requireVariable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`environment variable ${name} is not set`);
  return value;
}

/** Origin of CloudBase's HTTP API for this environment. */
export const cloudbaseOrigin = (): string =>
  process.env.CLOUDBASE_API_ORIGIN || `https://${requireVariable('CLOUDBASE_ENV')}.api.tcloudbasegateway.com`;
