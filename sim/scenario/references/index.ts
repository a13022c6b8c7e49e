import type { Draft } from '../draft.ts';
import type { Problem } from '../problem.ts';
import { Problems } from './check.ts';
import { checkDesigns } from './design.ts';
import { checkMail } from './mail.ts';
import { checkRun } from './run.ts';

/** What does not fit together in a scenario whose parts are each well-formed; parts that could not be read are passed over. */
export function referenceProblems(draft: Draft): Problem[] {
  const problems = new Problems();
  checkRun(draft, problems);
  checkMail(draft, problems);
  checkDesigns(draft, problems);
  return problems.found;
}
