/** The folder that the console is served from, built when its sources are newer. */
export function ensureConsole(): string;
