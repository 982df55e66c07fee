import { reportSynthesis } from './report-synthesis';
import { withThisLibrary } from './with-this-library';

void reportSynthesis(withThisLibrary);
