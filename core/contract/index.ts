export type { ActionName, Input, ParsedInput } from './actions';
export type * from './outputs';
export type { Reply, ReplyError } from './reply';
