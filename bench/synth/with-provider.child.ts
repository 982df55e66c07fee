import { reportSynthesis } from './report-synthesis';
import { withProvider } from './with-provider';

void reportSynthesis(withProvider);
