import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localDocument } from './document';

writeFileSync(join(__dirname, '../../../docs/LOCAL.md'), localDocument());
