import { createSignIn } from '../runtime/sign-in';
import { cloudSignInDeps } from '../runtime/sign-in-deps';

export const main = createSignIn(cloudSignInDeps);
