/** Declares a job, and reports which modules that took: of the packages that the library uses, for it is no part of them. */
import { sep } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { withThisLibrary } from './with-this-library';
import { report } from '../measure/child';

withThisLibrary(new Stack(new App()), { jobs: 1, sharing: 'a role each' });
report({ modules: Object.keys(require.cache).filter((path) => path.includes(`${sep}node_modules${sep}`) && path !== __filename) });
