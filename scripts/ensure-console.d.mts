/** The folder that the console is served from, built when its sources are newer. */
export function ensureConsole(): string;

/** The folder of the gallery: `gallery.html` and what it loads from `/console/assets`; built when its sources are newer. */
export function ensureGallery(): string;
