// Says of each edit, a line of JSON on the standard input, whether the vendor's published schema accepts it.
import { createInterface } from 'node:readline';
import { editSchema } from '@shotstack/schemas/zod';

for await (const line of createInterface({ input: process.stdin })) {
  const result = editSchema.safeParse(JSON.parse(line));
  const issue = result.success ? null : result.error.issues[0];
  const answer = issue ? { accepted: false, path: issue.path.join('/'), reason: issue.message } : { accepted: true };
  process.stdout.write(JSON.stringify(answer) + '\n');
}
