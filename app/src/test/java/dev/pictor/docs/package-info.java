/// Runs what the pages show.
@NullMarked
package dev.pictor.docs;

import org.jspecify.annotations.NullMarked;
