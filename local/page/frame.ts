/**
 * Runs in the mini-program's frame before the runtime: leaves in the phone's storage what a developer
 * would set there by hand, so that the built files find the host on this machine.
 */
import { keepOnPhone } from './phone-storage';

keepOnPhone('local-host', location.host);
const size = localStorage.getItem('demo:size');
if (size !== null) keepOnPhone('type-size', size);
