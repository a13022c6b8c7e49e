import { baseline } from '../../state/lessons.ts';
import { filled, joined } from '../../words/lessonText.ts';
import { Prose } from '../about.tsx';
import { terms } from '../glossary/term.tsx';

/** A text of the lesson, with the numbers of its own run; words of the glossary say what they mean. */
export function LessonText({ text }: { text: string | readonly string[] }) {
  const sources = { result: baseline.value?.result ?? undefined, scenario: baseline.value?.scenario };
  return <Prose text={filled(joined(text), sources)} say={terms()} />;
}
