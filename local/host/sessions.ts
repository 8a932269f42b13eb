import { createPublicKey, type KeyObject, randomBytes, verify } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

/** What CloudBase's auth answers to a sign-in or a renewal. */
interface Credentials {
  readonly token_type: 'Bearer';
  readonly access_token: string;
  readonly refresh_token: string;
  /** Seconds. */
  readonly expires_in: number;
  readonly scope: string;
  readonly sub: string;
}

export interface Sessions {
  /** @returns null for a ticket that is forged, expired, or of another key or environment */
  redeem(ticket: string): Promise<Credentials | null>;
  /** @returns null where the refresh token is not in force */
  renew(refreshToken: string): Promise<Credentials | null>;
  /** @returns the custom user id; null where the access token is not in force */
  verify(accessToken: string): Promise<string | null>;
}

export interface SessionOptions {
  readonly envId: string;
  /** HMAC secret of the demo's sessions, ≥ 32 bytes. */
  readonly secret: Uint8Array;
  readonly ticketKeyId: string;
  readonly ticketKey: KeyObject;
  /** The functions' clock, which stamped the ticket; sessions themselves live in real time. */
  readonly ticketNow: () => number;
  readonly accessSeconds?: number;
  readonly refreshSeconds?: number;
}

const ALGORITHM = 'HS256';
const TICKET = /^(?<keyId>[^/]+)\/@@\/(?<body>[\w-]+\.(?<claims>[\w-]+))\.(?<signature>[\w-]+)$/;

/**
 * Stands in for CloudBase's auth: tickets of custom sign-in become expiring, renewable sessions.
 * Sessions are signed with a key made for this data directory; no other algorithm is taken.
 */
export function openSessions(options: SessionOptions): Sessions {
  const {
    envId,
    secret,
    ticketNow,
    accessSeconds = 2 * 60 * 60,
    refreshSeconds = 30 * 24 * 60 * 60,
  } = options;
  const publicKey = createPublicKey(options.ticketKey);
  const redeemed = new Set<string>();

  const issue = async (sub: string): Promise<Credentials> => {
    const token = (use: 'access' | 'refresh', seconds: number) =>
      new SignJWT({ use })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setIssuer('local-host')
        .setAudience(envId)
        .setSubject(sub)
        .setJti(randomBytes(8).toString('hex'))
        .setIssuedAt()
        .setExpirationTime(`${seconds}s`)
        .sign(secret);
    return {
      token_type: 'Bearer',
      access_token: await token('access', accessSeconds),
      refresh_token: await token('refresh', refreshSeconds),
      expires_in: accessSeconds,
      scope: 'user',
      sub,
    };
  };

  const check = async (token: string, use: 'access' | 'refresh'): Promise<string | null> => {
    try {
      const { payload } = await jwtVerify(token, secret, {
        algorithms: [ALGORITHM],
        issuer: 'local-host',
        audience: envId,
        requiredClaims: ['exp', 'sub'],
      });
      return payload.use === use ? (payload.sub ?? null) : null;
    } catch {
      return null;
    }
  };

  return {
    async redeem(ticket) {
      const { keyId, body, claims, signature } = TICKET.exec(ticket)?.groups ?? {};
      if (!body || !claims || !signature || keyId !== options.ticketKeyId) return null;
      if (!verify('sha256', Buffer.from(body), publicKey, Buffer.from(signature, 'base64url'))) return null;
      const { env, exp, uid } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<
        string,
        unknown
      >;
      if (env !== envId || typeof exp !== 'number' || typeof uid !== 'string') return null;
      if (exp <= ticketNow() || redeemed.has(signature)) return null;
      redeemed.add(signature);
      return issue(uid);
    },
    async renew(refreshToken) {
      const sub = await check(refreshToken, 'refresh');
      return sub === null ? null : issue(sub);
    },
    verify: (accessToken) => check(accessToken, 'access'),
  };
}
