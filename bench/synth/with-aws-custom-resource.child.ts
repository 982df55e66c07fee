import { reportSynthesis } from './report-synthesis';
import { withAwsCustomResource } from './with-aws-custom-resource';

void reportSynthesis(withAwsCustomResource);
