/** What a key asks the whole page for; undefined where it does nothing, or belongs to what has the focus. */
export function pageKey(key: string, isModified: boolean, target: string): 'help' | 'run' | undefined {
  if (isModified || TYPING.test(target)) return undefined;
  if (key === '?') return 'help';
  return key === 'r' || key === 'R' ? 'run' : undefined;
}

/** Where letters are typed, or choose: by name of the element and type of the field. */
const TYPING = /^(?:textarea|select|edited|input:(?!range|checkbox|radio|button).*)$/;
