/** Notes what was not seen, each thing once: for a command that looks again and again. */
export function noteOnce(note: (text: string) => void): (notExamined: readonly string[]) => void {
  const noted = new Set<string>();
  return (notExamined) => {
    for (const each of notExamined) {
      if (noted.has(each)) continue;
      noted.add(each);
      note(`Not seen: ${each}`);
    }
  };
}
