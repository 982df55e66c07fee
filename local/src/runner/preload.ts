/** Loaded into a function's process before anything else, with `--require`. */
import { CLOCK_FACTOR, CLOCK_ORIGIN } from './clock-variables';
import { keepNamesHere } from './host-names';
import { scaleTime } from './scaled-time';

keepNamesHere();
const factor = Number(process.env[CLOCK_FACTOR]);
if (factor !== 1) scaleTime(Number(process.env[CLOCK_ORIGIN]), factor);
