/** The programme that was looked at last on this browser: where the console opens. */
const KEPT = "convoke.programme";

export function lastProgramme(): string {
  try {
    return localStorage.getItem(KEPT) ?? "all";
  } catch {
    return "all";
  }
}

export function rememberProgramme(slug: string): void {
  try {
    localStorage.setItem(KEPT, slug);
  } catch {
    // Without storage one begins with all of them.
  }
}
