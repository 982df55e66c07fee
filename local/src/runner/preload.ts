/** Loaded into a function's process before anything else, with `--require`. */
import { keepAnswersHere } from './answers-here';
import { CLOCK_FACTOR, CLOCK_ORIGIN } from './clock-variables';
import { keepNamesHere } from './host-names';
import { scaleTime } from './scaled-time';
import { ANSWER_PATH } from '../http/answer-path';

keepNamesHere();
keepAnswersHere(process.env.AWS_ENDPOINT_URL!, ANSWER_PATH);
const factor = Number(process.env[CLOCK_FACTOR]);
if (factor !== 1) scaleTime(Number(process.env[CLOCK_ORIGIN]), factor);
