import { useEffect } from 'preact/hooks';
import { followAddress, lesson } from '../../state/lessons.ts';
import { opened, renewAddress } from '../../state/scenario.ts';
import { screen } from '../../state/screen.ts';
import { LessonList } from './list.tsx';
import { Player } from './player.tsx';
import './lessons.css';

/** The lessons: their list, or the one that is read. */
export function LessonsScreen() {
  useEffect(() => {
    const follow = (): void => {
      if (screen.value === 'lessons') void followAddress();
    };
    follow();
    addEventListener('popstate', follow);
    return () => {
      removeEventListener('popstate', follow);
      lesson.value = null;
      // The rest of the page is about what the lesson ran: the address must find it again.
      if (opened.peek()?.source.kind === 'lesson') void renewAddress();
    };
  }, []);
  const now = lesson.value;
  return now === null ? <LessonList /> : <Player lesson={now} key={now.id} />;
}
