/* Runtut's own script: everything works without it, this makes it pleasant. Each file below is a block of its own. */
"use strict";
const runtut = {};
