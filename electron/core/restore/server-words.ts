const MOST_LINES = 6;
const MOST_LETTERS = 300;

/** What every start says, before a server looks at its file. */
const PROLOGUE = /server initialized|configuration loaded|version=|is starting|^WARNING/iu;
/** Lines that say only that it is over, and ornaments of a crash. */
const EPILOGUE = /terminating server|exiting\.?$|ready to exit|^[-=!]{3}|bio thread/iu;

/**
 * What a server said of its trouble: the warnings of its log (`<pid>:M <time> # <words>`), of them the first few, since
 * what follows a cause is only its consequences. Names of keys are data and stay out: whatever is quoted goes, unless it
 * is a module's name.
 */
export function troubleIn(log: string): string[] {
  const warnings = [...log.matchAll(/^\d+:[A-Z] .*? # (.+)$/gmu)].map(([, words = '']) => words.trim());
  const ofFile = warnings.filter((words) => !PROLOGUE.test(words));
  const telling = ofFile.filter((words) => !EPILOGUE.test(words));
  return (telling.length > 0 ? telling : ofFile).slice(0, MOST_LINES).map(withoutKeys);
}

function withoutKeys(words: string): string {
  const safe = /\bmodule\b/iu.test(words) ? words : words.replaceAll(/'.*'|".*"/gu, '…');
  return safe.replace(/(\bkeys?:\s*)\S.*$/iu, '$1…').slice(0, MOST_LETTERS);
}
