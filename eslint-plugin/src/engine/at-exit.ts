/** Something that is written once, when the process ends. */
export interface Savable {
  save(): void;
}

const waiting = new Set<Savable>();
let isListening = false;

/** Saves something when the process ends, if nobody has done so before. */
export function saveAtExit(what: Savable): void {
  waiting.add(what);
  if (isListening) return;
  isListening = true;
  process.once('exit', () => {
    for (const each of waiting) each.save();
  });
}

/** It has been saved. */
export function isSaved(what: Savable): void {
  waiting.delete(what);
}
