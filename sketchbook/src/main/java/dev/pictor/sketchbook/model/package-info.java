/// The bundled model: its files, and searches that it answers. How it was made:
// `sketchbook/README.md`.
@NullMarked
package dev.pictor.sketchbook.model;

import org.jspecify.annotations.NullMarked;
