/// The things themselves: each is drawn from simple shapes, in its own box, never twice alike.
@NullMarked
package dev.pictor.sketchbook.things;

import org.jspecify.annotations.NullMarked;
